"""Runs sxtwl over the births, like race.mjs for the other calculators.

sxtwl is a C++ library with a Python binding. It provides the pillars of a day, and the days and instants of the solar
terms; this script computes ten gods and luck pillars from them.
"""

import json
import sys
import time
from pathlib import Path

import sxtwl

# The same time as ours, in benches/charts.rs.
WARM_UP = 0.5
MEASURED = 3.0

STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
# The main hidden stem of each branch, and the relation of each stem to each day master: twice the steps from element to
# element, plus one for the other polarity.
MAIN_STEMS = [9, 5, 0, 1, 4, 2, 3, 5, 6, 7, 4, 8]
TEN_GODS = [[(stem // 2 - master // 2) % 5 * 2 + (stem - master) % 2 for stem in range(10)] for master in range(10)]


def is_month_start(day):
    """Whether one of the twelve terms falls on the day at which a month begins; they have odd numbers."""
    return day.hasJieQi() and day.getJieQi() % 2 == 1


def pillars(day, year, month, day_of_month, hour, minute):
    """The four pillars: those of the day; before the instant of a term, those of the previous day."""
    turned = day
    if is_month_start(day):
        clock = sxtwl.Time(year, month, day_of_month, hour, minute, 0)
        if sxtwl.toJD(clock) < day.getJieQiJD():
            turned = day.before(1)
    return turned.getYearGZ(), turned.getMonthGZ(), day.getDayGZ(), day.getHourGZ(hour)


def chart(birth):
    year, month, day_of_month, hour, minute, is_male = birth
    day = sxtwl.fromSolar(year, month, day_of_month)
    four = pillars(day, year, month, day_of_month, hour, minute)
    gods = TEN_GODS[four[2].tg]
    total = sum(gods[pillar.tg] + gods[MAIN_STEMS[pillar.dz]] for pillar in four)

    forward = (four[0].tg % 2 == 0) == is_male
    birth_jd = sxtwl.toJD(sxtwl.Time(year, month, day_of_month, hour, minute, 0))
    term = day
    while True:
        if is_month_start(term) and (term.getJieQiJD() > birth_jd) == forward:
            break
        term = term.after(1) if forward else term.before(1)
    age = max(1, round(abs(term.getJieQiJD() - birth_jd) / 3))
    step = 1 if forward else -1
    stem, branch = four[1].tg, four[1].dz
    for decade in range(1, 11):
        luck = (stem + step * decade) % 10, (branch + step * decade) % 12
        total += gods[luck[0]] + gods[MAIN_STEMS[luck[1]]] + age + 10 * decade
    return total


def run(births, duration):
    """The number of charts, the seconds, and a checksum of the results."""
    total = charts = 0
    started = time.perf_counter()
    while True:
        if charts % 100 == 0 and time.perf_counter() - started >= duration:
            return charts, time.perf_counter() - started, total
        total += chart(births[charts % len(births)])
        charts += 1


def main():
    births = []
    for line in Path("dist/births.txt").read_text().splitlines():
        *numbers, gender = line.split()
        births.append((*map(int, numbers), gender == "M"))
    with open("dist/sxtwl.pillars", "w", encoding="utf-8") as file:
        for birth in births:
            four = pillars(sxtwl.fromSolar(*birth[:3]), *birth[:5])
            print(*(STEMS[pillar.tg] + BRANCHES[pillar.dz] for pillar in four), file=file)
    run(births, WARM_UP)
    charts, seconds, total = run(births, MEASURED)
    json.dump({"charts": charts, "seconds": seconds, "sum": total}, sys.stdout)


main()
