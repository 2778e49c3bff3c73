import lunar from 'lunar-javascript'

// Its default is that the day turns at midnight, and the hour before has the next day's stem.
const eightCharacters = ({ year, month, day, hour, minute }) =>
  lunar.Solar.fromYmdHms(year, month, day, hour, minute, 0).getLunar().getEightChar()

export const chart = (birth) => {
  const eight = eightCharacters(birth)
  const stems = [eight.getYearShiShenGan(), eight.getMonthShiShenGan(), eight.getTimeShiShenGan()]
  const branches = [
    eight.getYearShiShenZhi(),
    eight.getMonthShiShenZhi(),
    eight.getDayShiShenZhi(),
    eight.getTimeShiShenZhi(),
  ]
  const luck = eight.getYun(birth.isMale ? 1 : 0, 2)
  // The first is the time before the luck pillars.
  const decades = luck.getDaYun(11).slice(1)
  const names = decades.map((decade) => decade.getGanZhi() + decade.getStartAge())
  return names.join('').length + stems.join('').length + branches.flat().length + luck.getStartYear()
}

export const pillars = (birth) => {
  const eight = eightCharacters(birth)
  return [eight.getYear(), eight.getMonth(), eight.getDay(), eight.getTime()].join(' ')
}
