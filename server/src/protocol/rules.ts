/** What a rule is about, in the language of the user. */

/** A page of Markdown about one rule, or about all of them; null for a code that is none. */
export const explainRuleRequest = 'atrous/explainRule';

export interface ExplainRuleParams {
  /** Such as `wiring/unknown-bottom`; all rules where absent. */
  code?: string;
}

/** The editor's command that shows the page: its argument is the code. */
export const explainRuleCommand = 'atrous.explainRule';
