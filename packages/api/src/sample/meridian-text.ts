/** An invented article of an invented newspaper, as a page saved from its site. */
export const meridianText = `Skip to main content

Reading without ads?
The Meridian has carried no advertising since last spring, so that nothing stands between you and the page.
Keeping it that way costs us 9,000 crowns a month. Your support helps to fill the gap.
Support us

Aldova 'Ready' to Open Soreth Dam as Merrow Runs Low


By Petra Lund

Published 12 March 2031

LINDHAVEN — Aldovan President Irena Voss told her Tarvian counterpart Marek Dahl on Wednesday that her country was "ready" to open the gates of the Soreth dam, as the Merrow river fell to its lowest level in thirty years.

The two leaders met in Lindhaven for the first time since Tarvia recalled its ambassador in January. Farmers below the dam have accused Aldova of holding back water that belongs to both countries, a charge that Lindhaven has repeatedly rejected.

"We have never closed the river to anybody," Voss said, according to a readout published by the Aldovan presidency. "The gates will be opened when the commission has seen the numbers, and not a day later."

The readout quoted Dahl as saying that Tarvia "values the patience of its neighbour" and would send engineers to Soreth within a week.

Brennick's account was shorter.\u00a0In a statement, the Tarvian Foreign Ministry said that the talks had been "frank" and that Voss had promised to release water before the sowing season. It did not mention the engineers.

'A river is not a weapon'\u00a0

The Merrow Commission, which both countries founded after the floods of 1998, warned last week that the reservoir could fall below the level at which the turbines run.

"A river is not a weapon, and a dam is not a fortress," its chair, Tomas Reyl, told reporters on Tuesday. He called on both governments to publish their gauge readings.

There are fears in the lowlands that the gates will stay shut until the summer.

Voss, who faces an election in May, has been criticised at home for what her opponents call "water diplomacy." Opposition leader Sanna Brandt said the plan was "a gift to Brennick" and vowed to stop it in parliament. "Our lake is not for sale 💧," she wrote, in a message that was shared eleven thousand times.

Dahl, for his part, thanked Voss for "an open door," but did not repeat his ministry's charge that Aldova was using the drought to put pressure on Tarvia.

Tarvia depends on the Merrow for two thirds of its flax and nearly all of its spring barley. Without water from the Soreth reservoir by the end of the month, analysts in Lindhaven say, the crop in the lowlands will be lost.

Voss and Dahl are to speak again by telephone on Friday.

One small request before you go. The Meridian is an independent newspaper: it has no owner who can tell our reporters what to leave out. That freedom is paid for by people who read us.

If you can, please consider a gift of just 3 crowns a month. It takes a minute, it can be ended at any time, and your support makes a difference to what we can find out. Thank you.

Ways to pay
Not ready to give today?
Remind me later

Read more
`
