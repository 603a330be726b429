/** Tells the engine to wait a little longer before it optimises what runs often. */
import { setFlagsFromString } from 'node:v8';

/**
 * Bytes of bytecode that a function runs before V8 considers optimising it; about three times V8's own number. The first
 * document comes when nothing is compiled yet, and by its own number V8 spends as much processor time on machine code
 * that is ready only after the document was read as reading takes. An engine without this setting says so and goes on.
 */
const interruptBudget = 400_000;

export const compileLate = (): void => setFlagsFromString(`--interrupt-budget=${interruptBudget}`);
