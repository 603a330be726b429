/** The commands that the server's answers name and the client carries out. */

/** Arguments: the net's URI. Asks for what is missing and opens the preview. */
export const runCommand = 'atrous.runOnImage';

/** Arguments: URI, position and locations, as the protocol writes them. Shows the places that read a blob. */
export const showReadersCommand = 'atrous.showReaders';
