/**
 * The schema's data, as text lines that are read when a message is first asked for.
 *
 * A message's lines are its fields, one line for each way in which forks define one:
 * `name number [repeated|required] [enum] type [= default] [@ dialects]`. An enum's lines are `NAME number [@ dialects]`.
 * `@ a b` says that the dialects a and b have it, `@ -a b` that all but those do; without, every dialect that has the
 * message. A first line `@ …` says which dialects have the message or enum at all.
 */
import { bvlc } from './bvlc';
import { enums } from './enums';
import { forks } from './forks';
import { net } from './net';
import { segmentation } from './segmentation';
import { solver } from './solver';

export const messageData: Readonly<Record<string, string>> = { ...net, ...solver, ...bvlc, ...segmentation, ...forks };
export const enumData: Readonly<Record<string, string>> = enums;
