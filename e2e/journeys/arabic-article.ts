import type { Article } from './articles.ts'

const lines = [
  'وزير المياه: سد الصورث سيفتح قبل موسم الزرع',
  '',
  'بقلم سلمى نور',
  '',
  'قالت وزيرة المياه ليلى مراد يوم الاثنين إن سد Soreth سيفتح «قبل موسم الزرع»، بحسب بيان نشرته الوزارة في مدينة كسمار.',
  '',
  'ورحب اتحاد المزارعين بالقرار، لكن المتحدث باسمه Tomas Reyl قال إن 40 في المئة من الحقول جفت بالفعل.',
  '',
  'ولم تعلق حكومة ألدوفا على البيان.',
].join('\n')

/** An article from right to left, with names from left to right in it. */
export const arabicArticle: Article = {
  filename: 'arabic-dam.txt',
  title: 'وزير المياه: سد الصورث سيفتح قبل موسم الزرع',
  outlet: '',
  bytes: Buffer.from(lines, 'utf8'),
}
