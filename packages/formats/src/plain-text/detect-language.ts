/** Frequent words that tell the languages of one script apart. The first language is the default. */
const latin: Readonly<Record<string, string>> = {
  en: 'the of and to in that is was for it with as his on be at by had not are but from have they which said',
  de: 'der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es wird nach bei sind',
  fr: 'le la les des et en du une est que qui dans pour pas sur plus par avec ce il au sont cette aux',
  es: 'el los las del que en una por con no se su para es al lo como más pero sus ha este fue también',
  it: 'il di che è la per un non in una sono della con del si da gli dei nel alla più anche le ha',
  pt: 'o os do da que em um uma para com não se na por mais dos das ao foi à são como pelo pela',
  nl: 'de het een van en in is dat op te zijn met voor niet aan er om ook door naar bij uit heeft werd',
  pl: 'i w na z się nie do to że jest o jak przez po od za dla są przy jego oraz ale który było',
  sv: 'och att det som en på är av för med till den har inte om ett han men var sig från vid kan',
  da: 'og at det som en på er af for med til den har ikke om et han men var sig fra ved kan efter',
  tr: 've bir bu da de için ile olarak çok daha olan gibi ama kadar sonra değil en her ise ya göre',
  ro: 'și în de la nu cu pe care este din un o să că mai pentru sunt au fost prin sau după ale al',
  cs: 'a se v na je že s z do o to i jako za by ale pro podle jsou které byl také po od který',
  hu: 'a az és hogy nem is egy van meg ez de volt csak már mint el azt még ki kell vagy lesz',
  fi: 'ja on ei se että oli hän mutta ovat kun myös joka sen niin mukaan ole ovat sekä kuin voi',
  id: 'yang dan di ini itu dengan untuk dari dalam tidak akan pada juga ke karena oleh ada mereka telah',
  vi: 'và của là có được cho không các một trong với này những người đã để khi từ đến',
}

const cyrillic: Readonly<Record<string, string>> = {
  ru: 'и в не на что с по как это из был его для от он но к было они также который',
  uk: 'і в не на що з та до як це за його для від він але є було вони також який у',
  bg: 'и в на да не се от за е че с по като са той но до това които',
  sr: 'и у је на да се не за од су са што као то али који из са би',
}

const arabic: Readonly<Record<string, string>> = {
  ar: 'في من على أن إلى التي الذي عن مع هذا هذه كان لا ما بعد قال',
  fa: 'در به از که این را با است برای آن بود های شد می یک خود تا',
  ur: 'کے کی میں ہے اور سے کا کو نے پر کہ ہیں یہ بھی تھا',
}

type Script = {
  readonly pattern: RegExp
  readonly languages: Readonly<Record<string, string>> | string
}

/** Scripts in the order in which they are asked: Japanese before Chinese, whose signs it uses too. */
const scripts: readonly Script[] = [
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, languages: 'ja' },
  { pattern: /\p{Script=Hangul}/gu, languages: 'ko' },
  { pattern: /\p{Script=Han}/gu, languages: 'zh' },
  { pattern: /\p{Script=Cyrillic}/gu, languages: cyrillic },
  { pattern: /\p{Script=Arabic}/gu, languages: arabic },
  { pattern: /\p{Script=Hebrew}/gu, languages: 'he' },
  { pattern: /\p{Script=Greek}/gu, languages: 'el' },
  { pattern: /\p{Script=Devanagari}/gu, languages: 'hi' },
  { pattern: /\p{Script=Thai}/gu, languages: 'th' },
  { pattern: /\p{Script=Georgian}/gu, languages: 'ka' },
  { pattern: /\p{Script=Armenian}/gu, languages: 'hy' },
]

/** How much of a text is read. */
const mostReadUtf16 = 20_000

/** The language of a text as a BCP 47 tag, by its script and its most frequent words; else `en`. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, mostReadUtf16)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  // Kana are a part of Japanese text, never most of the letters.
  const script = scripts.find(({ pattern, languages }) => {
    const found = sample.match(pattern)?.length ?? 0
    return found > letters * (languages === 'ja' ? 0.1 : 0.4)
  })
  const languages = script?.languages ?? latin
  return typeof languages === 'string' ? languages : byWords(sample, languages)
}

function byWords(sample: string, languages: Readonly<Record<string, string>>): string {
  const words = sample.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  const scores = Object.entries(languages).map(([language, list]) => {
    const frequent = new Set(list.split(' '))
    return { language, score: words.filter((word) => frequent.has(word)).length }
  })
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).language
}
