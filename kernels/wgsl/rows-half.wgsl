// A quad of a value row in half precision; the arithmetic between reading and writing stays in full precision.
alias Row = vec2u;

fn packRow(values: vec4f) -> Row { return vec2u(pack2x16float(values.xy), pack2x16float(values.zw)); }

fn unpackRow(row: Row) -> vec4f { return vec4f(unpack2x16float(row.x), unpack2x16float(row.y)); }
