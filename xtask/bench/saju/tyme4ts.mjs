import { ChildLimit, Gender, LunarHour, LunarSect2EightCharProvider, SolarTime } from 'tyme4ts'

// The day turns at midnight, and the hour before has the next day's stem.
LunarHour.provider = new LunarSect2EightCharProvider()

const solarTime = ({ year, month, day, hour, minute }) => SolarTime.fromYmdHms(year, month, day, hour, minute, 0)

export const chart = (birth) => {
  const limit = ChildLimit.fromSolarTime(solarTime(birth), birth.isMale ? Gender.MAN : Gender.WOMAN)
  const eight = limit.getEightChar()
  const master = eight.getDay().getHeavenStem()
  let sum = limit.getYearCount()
  for (const pillar of [eight.getYear(), eight.getMonth(), eight.getDay(), eight.getHour()]) {
    sum += master.getTenStar(pillar.getHeavenStem()).getIndex()
    for (const hidden of pillar.getEarthBranch().getHideHeavenStems()) {
      sum += master.getTenStar(hidden.getHeavenStem()).getIndex()
    }
  }
  let decade = limit.getStartDecadeFortune()
  for (let index = 0; index < 10; index++) {
    sum += decade.getSixtyCycle().getIndex() + decade.getStartAge()
    decade = decade.next(1)
  }
  return sum
}

export const pillars = (birth) => solarTime(birth).getLunarHour().getEightChar().toString()
