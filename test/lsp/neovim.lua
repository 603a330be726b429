-- Opens a net in Neovim, whose configuration starts the language server, and prints what it gets as JSON.
local file = vim.env.ATROUS_TEST

vim.cmd('edit ' .. vim.fn.fnameescape(file))
vim.wait(10000, function() return next(vim.lsp.buf_get_clients(0)) ~= nil end)
local client = next(vim.lsp.buf_get_clients(0))

local function at(line, character)
  return { textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = character } }
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000)
  return answers and answers[client] and answers[client].result
end

vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end)
local codes = vim.tbl_map(function(diagnostic) return diagnostic.code end, vim.diagnostic.get(0))
local hover = ask('textDocument/hover', at(3, 10))
local edit = ask('textDocument/rename', vim.tbl_extend('error', at(6, 9), { newName = 'features' }))
vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)

io.stdout:write(vim.fn.json_encode({ codes = codes, hover = hover.contents.value, lines = lines }))
vim.lsp.stop_client(client)
vim.cmd('qall!')
