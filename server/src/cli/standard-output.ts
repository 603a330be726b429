/** What becomes of the command when nobody takes what it prints. */
import { fileReason } from '../inference/problem';
import { t } from '../l10n/text';
import { exitCodes } from './exit-codes';

/** Ends the command where a stream cannot be written: quietly for a reader that closed early, such as `head`, and with a word for a full disk. */
export function outlive(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    if (stream !== process.stderr) process.stderr.write(`atrous: ${t`cannot write to standard output: ${fileReason(error)}.`}\n`);
    process.exit(exitCodes.usage);
  });
}
