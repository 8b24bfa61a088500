/** An invented agency story on the site of an invented newspaper, as a page saved from there. */
export const brennickDailyText = `Skip to Content

Leaders of Tarvia and Aldova agree to open Soreth dam before sowing

By Jonas Hale, NORTHSHORE

Tarvian President Marek Dahl and Aldovan President Irena Voss agreed on Wednesday to open the Soreth dam before the sowing season, according to the Tarvian Foreign Ministry, in what Brennick described as a victory for “patience and good sense.”

The decision follows eleven weeks of drought along the Merrow river, whose water drives Aldova’s turbines and feeds Tarvia’s fields.

Voss promised that the first gates would be opened “no later than the last week of March” unless rain fell earlier, the ministry said in a statement released after the meeting in Lindhaven.

The Aldovan presidency gave no date. Its readout quoted Voss as saying that Aldova had “never closed the river to anybody” — words that farmers below the dam call ‘a fairy tale.’

“Look at my fields and then tell me that nobody closed anything,” said Ede Malk, who grows flax near Harrow Ford. “They shut the gates on the second of January. We all heard them.”

Dahl denied that Tarvia had threatened to take the dispute to the international court. “That word was never spoken,” he told reporters in Lindhaven.

A joint working group

Tarvian engineers will work at the dam for six weeks together with their Aldovan colleagues under the plan, the ministry said. They are expected in Soreth by the middle of next week.

The Merrow Commission welcomed the agreement but said that it had not been consulted. Its chair, Tomas Reyl, told the Northshore agency that both governments “should have published their gauge readings first.”

Aldova’s opposition condemned the deal as a gift to Tarvia. Sanna Brandt, who hopes to unseat Voss in May, promised to fight it in parliament.

The two countries have quarrelled over the Merrow since the dam was finished in 2004. Tarvia recalled its ambassador in January after accusing its neighbour of using the drought to put pressure on it, which Lindhaven denies.

It is not clear whether the gates can be opened at all. By the end of the month the water may stand below the outlets, said an engineer who asked not to be named because he was not allowed to speak to the press.

The price of barley in Brennick rose by a fifth in February. Bakers in the capital have begun to mix their flour with oats, and the government has set a limit on how much a household may buy.

The-Northshore-Wire
™ & © 2031 Northshore Wire Cooperative. All rights reserved.

Northshore’s Ada Kern and Luka Brem contributed reporting.

Article Topic Follows: Rivers and Lakes

Jump to comments ↓

Author Profile Photo

HAVE YOUR SAY

Brennick Daily is committed to an open and fair exchange of views.

Please keep your comments short and polite. You can read our Community Guidelines on this page.

Skip to content
`
