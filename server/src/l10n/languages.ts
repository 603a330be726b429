/** The languages that the product speaks. English is in the sources; others are loaded when they are asked for. */
import { setTranslations, type Translations } from './text';

export type Language = 'en' | 'zh-cn';

const loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Translations>>> = {
  'zh-cn': async () => (await import('./zh-cn/index')).translations,
};

export const languages: readonly Language[] = ['en', 'zh-cn'];

let current: Language = 'en';

/** The language that this process speaks. */
export const spokenLanguage = (): Language => current;

/** Chinese in simplified characters is meant by `zh`, `zh-CN`, `zh_SG.UTF-8` and `zh-Hans`; Taiwan and Hong Kong write others. */
const simplified = /^zh(?:$|[-_.](?:cn|sg|hans|utf-?8)\b)/i;

/** The language for a locale as an editor or `LANG` names it; English where there is nothing closer. */
export const languageFor = (locale: string | undefined): Language => (simplified.test((locale ?? '').replaceAll('_', '-')) ? 'zh-cn' : 'en');

/** Makes this process speak a language: once, before it says anything. */
export async function speak(language: Language): Promise<void> {
  setTranslations(language === 'en' ? undefined : await loaders[language]());
  current = language;
}
