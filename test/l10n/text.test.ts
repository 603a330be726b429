/** How words are looked up, joined and laid out, and which language a locale means. */
import { afterEach, describe, expect, it } from 'vitest';
import { languageFor, speak } from '../../server/src/l10n/languages';
import { joinAnd, joinCommas, joinOr } from '../../server/src/l10n/lists';
import { phrase, say, sayWording, setTranslations, t } from '../../server/src/l10n/text';
import { wording } from '../../kernels/wording';
import { padEnd, padStart, widthOf } from '../../server/src/l10n/width';

afterEach(() => speak('en'));

describe('words', () => {
  const greet = (name: string, count: number): string => t`${name} has ${count} \`taps\``;

  it('stand as they are in English', () => {
    expect([greet('conv1', 9), t('in place'), say(phrase('in place'))]).toEqual(['conv1 has 9 `taps`', 'in place', 'in place']);
  });

  it('are looked up with their values, which may change places', () => {
    setTranslations({ '{0} has {1} `taps`': '{1} Abtastpunkte: {0} ({1})', 'in place': 'am Ort' });
    expect([greet('conv1', 9), t('in place'), say(phrase('in place'))]).toEqual(['9 Abtastpunkte: conv1 (9)', 'am Ort', 'am Ort']);
  });

  it('follow a change of language, also where they were said before', () => {
    setTranslations({ '{0} has {1} `taps`': '{0}: {1}' });
    const before = greet('a', 1);
    setTranslations({ '{0} has {1} `taps`': '{1}, {0}' });
    expect([before, greet('a', 1)]).toEqual(['a: 1', '1, a']);
  });

  it('of the kernels are looked up with their values, which may be words themselves', () => {
    const unfit = wording`Kernel ${2}: ${wording`compat has ${1} entries`}`;
    const english = sayWording(unfit);
    setTranslations({ 'Kernel {0}: {1}': '{1} ({0})', 'compat has {0} entries': '{0} Werte' });
    expect([english, sayWording(unfit)]).toEqual(['Kernel 2: compat has 1 entries', '1 Werte (2)']);
  });

  it('stay English where there is no translation, and know no inherited names', () => {
    setTranslations({});
    expect([greet('a', 1), t('constructor')]).toEqual(['a has 1 `taps`', 'constructor']);
  });
});

describe('lists', () => {
  const cases: [string, () => string, string, string][] = [
    ['one', () => joinAnd(['a']), 'a', 'a'],
    ['and', () => joinAnd(['a', 'b', 'c']), 'a, b and c', 'a、b 和 c'],
    ['or', () => joinOr(['a', 'b']), 'a or b', 'a 或 b'],
    ['all', () => joinCommas(['a', 'b']), 'a, b', 'a、b'],
    ['none', () => joinCommas([]), '', ''],
  ];
  it.each(cases)('%s', async (_, list, english, chinese) => {
    expect(list()).toBe(english);
    await speak('zh-cn');
    expect(list()).toBe(chinese);
  });
});

it.each([
  ['zh-cn', 'zh-cn'], ['zh_CN.UTF-8', 'zh-cn'], ['zh', 'zh-cn'], ['zh-Hans', 'zh-cn'], ['zh_SG', 'zh-cn'], ['zh.UTF-8', 'zh-cn'], ['ZH_cn', 'zh-cn'],
  ['zh-tw', 'en'], ['zh_HK.UTF-8', 'en'], ['en_US.UTF-8', 'en'], ['C', 'en'], ['', 'en'], [undefined, 'en'],
])('the locale %s means %s', (locale, language) => {
  expect(languageFor(locale)).toBe(language);
});

it('Chinese characters take two columns', () => {
  expect([widthOf('感受野 3'), padEnd('层', 4), padStart('层', 4)]).toEqual([8, '层  ', '  层']);
});
