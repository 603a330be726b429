/** The pages of all rules are what the table says, in each language. `npx vitest run test/docs -u` writes them anew. */
import { afterEach, describe, expect, it } from 'vitest';
import { languages, speak } from '../../server/src/l10n/languages';
import { rulePage, rulesPage } from '../../server/src/rules/pages';
import { rules } from '../../server/src/rules/rules';

const files = { en: 'rules.md', 'zh-cn': 'rules.zh-CN.md' } as const;

afterEach(() => speak('en'));

describe.each(languages)('the page of rules in %s', (language) => {
  it('has every rule with its doc', async () => {
    await speak(language);
    const page = rulesPage();
    for (const { code } of rules) expect(page).toContain(`\n### ${code}\n`);
    await expect(page).toMatchFileSnapshot(`../../docs/${files[language]}`);
  });

  it('goes with a page of each', async () => {
    await speak(language);
    for (const { code } of rules) expect(rulePage(code)).toMatch(new RegExp(`^# ${code}\n\n\\*\\*.+\\*\\*.+\n\n\\*${code.split('/')[0] ?? ''}\\*: .`));
    expect(rulePage('wiring/none')).toBeUndefined();
  });
});

it('no two rules have one code', () => {
  expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
});
