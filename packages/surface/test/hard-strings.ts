/** Strings in which offsets, letters and places on the screen differ; the words in brackets are dragged over. */
const written: readonly string[] = [
  'The minister [said on Tuesday] that the levy stands.',
  'She called it “[a quiet, patient plan]” for the river.',
  'Decomposed: un e\u0301te\u0301 [tre\u0300s sec a\u0300 Ne\u0302mes] encore.',
  'A family [👩‍👩‍👧‍👦 met the crew] at noon.',
  'The engineer [👩🏽‍💻 and 🧑🏿‍🚒 spoke] for an hour.',
  'Two flags [🇫🇷🇩🇪 over Kesmar] and no more.',
  'Press [1️⃣ or 2️⃣ now] to vote.',
  'Let [𝒳 and 𝔜 be sets] of measures.',
  'Marked letters [Z̴̧͝ and o̸̢ stay] whole.',
  'हिन्दी में [क्षिप्रा नदी का] पानी कम है।',
  'แม่น้ำ[สายนี้กำลังแห้ง]ลงทุกปี',
  '\u1112\u1161\u11ab\u1100\u1173\u11af [\u1100\u1161\u11bc\u1106\u116e\u11af] 이 마른다.',
  'השרה אמרה [ביום שלישי כי] ההסכם נשאר בתוקף.',
  'قال وزير الطاقة [إن السعر سيرتفع] قريبا.',
  'ارتفع السعر [بنسبة 12% في عام] 2026 كما قيل.',
  'وفقا لتقرير [Meridian الذي نشر] أمس في كسمر.',
  '市长表示[新的水坝将在五月]开始动工。',
  '知事は[川の水を分ける計画]を発表した。',
  'Doubled  spaces,  [kept  as  they  are],  everywhere.',
  'After a Windows break [the offsets hold] still.',
]

/** The strings as one text with every kind of line break, and what to drag over in each. */
export const hardStrings = written.reduce<{
  readonly text: string
  readonly targets: readonly { readonly startUtf16: number; readonly endUtf16: number }[]
}>(
  ({ text, targets }, line, index) => {
    const open = line.indexOf('[')
    const close = line.indexOf(']') - 1
    const plain = line.replace('[', '').replace(']', '')
    const target = { startUtf16: text.length + open, endUtf16: text.length + close }
    const lineBreak = ['\n', '\r\n', '\u2028'][index % 3] ?? '\n'
    return { text: `${text}${plain}${lineBreak}`, targets: [...targets, target] }
  },
  { text: '', targets: [] },
)
