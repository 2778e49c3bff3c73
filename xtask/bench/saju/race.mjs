// Runs one calculator over the births: `node race.mjs NAME`. Writes its pillars to dist/NAME.pillars, and prints how
// many charts it computed in how many seconds, and a sum of what came out.

import { readFileSync, writeFileSync } from 'node:fs'

// As long as ours, in benches/charts.rs.
const WARM_UP = 500
const MEASURED = 3000

const name = process.argv[2]
const { chart, pillars } = await import(`./${name}.mjs`)
const births = readFileSync('dist/births.txt', 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [year, month, day, hour, minute, gender] = line.split(' ')
    return { year: +year, month: +month, day: +day, hour: +hour, minute: +minute, isMale: gender === 'M' }
  })

writeFileSync(`dist/${name}.pillars`, births.map((birth) => `${pillars(birth)}\n`).join(''))

let sum = 0
let charts = 0
// A pass over all births takes some of them seconds, so that the clock is looked at every hundred.
const run = (duration) => {
  const started = performance.now()
  for (let index = 0; ; index = (index + 1) % births.length) {
    if (index % 100 === 0 && performance.now() - started >= duration) break
    sum += chart(births[index])
    charts += 1
  }
  return (performance.now() - started) / 1000
}
run(WARM_UP)
charts = 0
const seconds = run(MEASURED)
console.log(JSON.stringify({ charts, seconds, sum }))
