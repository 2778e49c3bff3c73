import { calculateFourPillars } from 'manseryeok'

// Ten gods and luck pillars come with the pillars.
const calculate = ({ year, month, day, hour, minute, isMale }) =>
  calculateFourPillars({ year, month, day, hour, minute, gender: isMale ? 'male' : 'female', dayBoundary: 'splitJasi' })

export const chart = (birth) => {
  const { tenGods, luckPillars, dayString } = calculate(birth)
  return luckPillars.pillars.length + luckPillars.startAge + tenGods.hour.stem.length + dayString.length
}

export const pillars = (birth) => {
  const { yearHanja, monthHanja, dayHanja, hourHanja } = calculate(birth)
  return [yearHanja, monthHanja, dayHanja, hourHanja].map((pillar) => pillar.slice(0, 2)).join(' ')
}
