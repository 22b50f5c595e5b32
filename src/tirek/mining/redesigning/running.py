"""One repetition: cases come, wait for people, are worked on and go their ways, event by event.

A task holds its token until it is done. Whoever came first to a pool is
served first; a pool that is closed keeps its people for those who wait, and what is begun before closing is gone on
with at the next opening. Nothing here depends on anything but drawing, scenario, seed and repetition.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Final, TypeAlias

from tirek.mining.redesigning.clock import ALWAYS, Clock
from tirek.mining.redesigning.distributions import Numbers
from tirek.mining.redesigning.errors import ScenarioUnreadable, SimulationEndless, SimulationStuck, SimulationTooLarge
from tirek.mining.redesigning.network import Network, Place
from tirek.mining.redesigning.scenario import Pool, Scenario
from tirek.mining.redesigning.tokens import Marking, settle, taken

MOST_OF_ONE_CASE: Final = 1_000  # times at one place: real cases are nowhere near
TICK: Final = 5_000

Done: TypeAlias = tuple[int, str, float, float, float, float]
"""Case, activity, and when it could have begun, was asked for, began and ended (seconds since 1970)."""

Draw = Callable[[], float]


@dataclass
class Line:
    """A pool while it runs: how many are free, and who waits, first come first."""

    pool: Pool
    clock: Clock
    free: int | None
    waiting: deque[Item] = field(default_factory=deque)
    worked: float = 0.0


@dataclass(slots=True, eq=False)
class Item:
    """A token at work: what is done, since when it could be, and when it was asked for."""

    case: int
    arrow: int
    place: Place
    ready: float
    asked: float = 0.0
    begun: float = 0.0
    line: Line | None = None
    gone: bool = False


@dataclass
class Ran:
    """What happened in one repetition. `arrived` and `ended` by case; `lines` by the names of pools."""

    arrived: list[float]
    ended: list[float]
    done: list[Done]
    cost: list[float]
    lines: dict[str, Line]


def run_once(
    network: Network, scenario: Scenario, *, seed: int, repetition: int, most: int, tick: Callable[[int], None]
) -> Ran:
    """This function will simulate all cases once. `most` tasks may be done; `tick` is told how many cases ended.

    Raises `SimulationStuck`, `SimulationEndless` and `SimulationTooLarge`.
    """
    return _Run(network, scenario, seed, repetition, most, tick).ran()


class _Run:
    def __init__(
        self, network: Network, scenario: Scenario, seed: int, repetition: int, most: int, tick: Callable[[int], None]
    ) -> None:
        self.network, self.scenario, self.most, self.tick = network, scenario, most, tick
        self.since = scenario.begins.timestamp()
        self.seed = (seed, repetition)
        self.heap: list[tuple[float, int, Callable[[float, Item], None], Item]] = []
        self.count = 0
        self.markings: list[Marking] = []
        self.items: list[list[Item]] = []
        self.times: list[dict[str, int]] = []
        self.result = Ran([], [], [], [], self.lines())
        self.at_work = {
            name: self.draw(f"time {name}", work.time.drawing()) for name, work in scenario.activities.items()
        }
        self.waits = {
            name: self.draw(f"wait {name}", work.wait.drawing())
            for name, work in scenario.activities.items()
            if work.wait is not None
        }
        self.timers = {name: self.draw(f"timer {name}", each.drawing()) for name, each in scenario.timers.items()}
        self.always = Clock(ALWAYS, since=self.since)
        self.ways = {place.id: self.way(place) for place in network.choices}
        self.finished = 0

    def lines(self) -> dict[str, Line]:
        scenario = self.scenario
        clocks = {name: each.clock(self.since, scenario.zone) for name, each in scenario.calendars.items()}
        clocks[""] = Clock(ALWAYS, since=self.since)
        return {
            name: Line(pool, clocks[pool.calendar or ""], pool.capacity)
            for name, pool in sorted(scenario.pools.items())
        }

    def draw(self, purpose: str, drawing: Callable[[float], float]) -> Draw:
        numbers = Numbers(*self.seed, purpose)
        return lambda: drawing(numbers.next())

    def way(self, place: Place) -> Callable[[], Sequence[int]]:
        """How a way is drawn at a gateway: by the shares of the scenario, all alike where it has none."""
        number = {self.network.arrows[arrow]: arrow for arrow in place.out}
        shares = self.scenario.routing.get(place.id) or dict.fromkeys(number, 1.0)
        sets = [(self.known(place, ways, number), share) for ways, share in sorted(shares.items())]
        total, past, cuts = sum(share for _, share in sets), 0.0, []
        for ways, share in sets:
            past += share / total
            if share:
                cuts.append((past, ways))
        numbers = Numbers(*self.seed, f"way {place.id}")

        def chosen() -> Sequence[int]:
            u = numbers.next()
            return next((ways for cut, ways in cuts if u < cut), cuts[-1][1])

        return chosen

    def known(self, place: Place, ways: str, number: dict[str, int]) -> list[int]:
        names = ways.split(" ")
        if not all(name in number for name in names) or (len(names) > 1 and place.kind != "some"):
            raise ScenarioUnreadable(place=f"routing/{place.id}", reason=f"there is no way “{ways}” in the drawing")
        return [number[name] for name in names]

    def ran(self) -> Ran:
        scenario, heap = self.scenario, self.heap
        clock = scenario.arrival.clock(self.since, scenario.zone)
        gap = self.draw("arrival", scenario.arrival.gaps.drawing())
        moment = clock.running(self.since)
        shown = clock.shown(moment)
        coming = 0
        while heap or coming < scenario.cases:
            if coming < scenario.cases and (not heap or moment <= heap[0][0]):
                self.arrive(coming, moment)
                coming += 1
                shown += gap()
                moment = max(moment, clock.moment(shown))
                continue
            now, _, happens, item = heappop(heap)
            if not item.gone:
                happens(now, item)
        return self.result

    def arrive(self, case: int, now: float) -> None:
        self.markings.append({0: [0]})
        self.items.append([])
        self.times.append({})
        self.result.arrived.append(now)
        self.result.ended.append(now)
        self.result.cost.append(0.0)
        self.onward(case, now, [0], first=True)

    def onward(self, case: int, now: float, moved: list[int], *, first: bool = False) -> None:
        """Moves the tokens of a case as far as they go, and begins what is to be done where they came."""
        times = self.times[case]

        def seen(place: Place) -> None:
            times[place.id] = times.get(place.id, 0) + 1
            if times[place.id] > MOST_OF_ONE_CASE:
                raise SimulationEndless(element=place.name or place.id, times=MOST_OF_ONE_CASE)

        marking = self.markings[case]
        begun = settle(self.network, marking, moved, lambda place: self.ways[place.id](), seen)
        items = self.items[case]
        for arrow in begun:
            seen(self.network.places[self.network.target[arrow]])
            self.begin(case, arrow, now, first)
        self.watch_parts(case, now)
        if any(item.arrow not in marking for item in items):
            for item in items:
                if item.arrow not in marking and not item.gone:
                    self.drop(item, now)
            items[:] = [item for item in items if not item.gone]
        if not marking:
            self.result.ended[case] = now
            self.finished += 1
        elif not any(item.place.kind == "do" for item in items):
            arrow = min(marking)
            place = self.network.places[self.network.target[arrow]]
            raise SimulationStuck(element=place.name or place.id)

    def begin(self, case: int, arrow: int, now: float, first: bool) -> None:
        place = self.network.places[self.network.target[arrow]]
        item = Item(case, arrow, place, now)
        self.items[case].append(item)
        self.arm(item, now)
        if not place.name:
            delay = self.timers[place.id]() if place.id in self.timers else 0.0
            self.later(now + delay, self.end, item)
            return
        wait = self.waits[place.name]() if place.name in self.waits and not first else 0.0
        line = self.line(place)
        item.line = line
        asked = line.clock.later(now, wait) if line is not None else now + wait
        if asked > now:
            self.later(asked, self.ask, item)
        else:
            self.ask(now, item)

    def arm(self, item: Item, now: float) -> None:
        """Sets the timers that hang on a task or part."""
        for number in item.place.edges:
            edge = self.network.places[number]
            if edge.id in self.timers:

                def strike(moment: float, hit: Item, edge: Place = edge) -> None:
                    self.strike(moment, hit, edge)

                self.later(now + self.timers[edge.id](), strike, item)

    def strike(self, now: float, item: Item, edge: Place) -> None:
        """A timer runs out: what it hangs on ends with it, or goes on beside it."""
        marking = self.markings[item.case]
        if edge.interrupts:
            taken(marking, item.arrow)
            for each in item.place.inside:
                marking.pop(each, None)
            for other in list(self.items[item.case]):
                if other is item or other.arrow in item.place.inside:
                    self.drop(other, now)
            self.items[item.case] = [each for each in self.items[item.case] if not each.gone]
        for each in edge.out:
            marking.setdefault(each, []).append(0)
        self.onward(item.case, now, list(edge.out))

    def watch_parts(self, case: int, now: float) -> None:
        """A part that was entered is watched, so that its timers can strike; one that was left is not."""
        marking, items = self.markings[case], self.items[case]
        for arrow in marking:
            place = self.network.places[self.network.target[arrow]]
            if place.kind == "leave" and place.edges and not any(item.arrow == arrow for item in items):
                item = Item(case, arrow, place, now)
                items.append(item)
                self.arm(item, now)

    def line(self, place: Place) -> Line | None:
        pool = self.scenario.activities[place.name].pool
        return None if pool is None else self.result.lines[pool]

    def ask(self, now: float, item: Item) -> None:
        item.asked = now
        line = item.line
        if line is None:
            self.work(now, item, self.always)
        elif line.free is None:
            self.work(now, item, line.clock)
        elif line.free:
            line.free -= 1
            self.work(now, item, line.clock)
        else:
            line.waiting.append(item)

    def work(self, now: float, item: Item, clock: Clock) -> None:
        seconds = self.at_work[item.place.name]()
        item.begun = clock.running(now)
        if item.line is not None:
            item.line.worked += seconds
        work = self.scenario.activities[item.place.name]
        hourly = item.line.pool.cost_per_hour if item.line is not None else 0.0
        self.result.cost[item.case] += work.cost + hourly * seconds / 3600
        self.later(clock.later(item.begun, seconds), self.end, item)

    def end(self, now: float, item: Item) -> None:
        if item.place.name:
            self.result.done.append((item.case, item.place.name, item.ready, item.asked, item.begun, now))
            if len(self.result.done) > self.most:
                raise SimulationTooLarge(most=self.most)
            if len(self.result.done) % TICK == 0:
                self.tick(self.finished)
        self.items[item.case].remove(item)
        item.gone = True
        self.free(item, now)
        marking = self.markings[item.case]
        tag = taken(marking, item.arrow)
        for each in item.place.out:
            marking.setdefault(each, []).append(tag)
        self.onward(item.case, now, list(item.place.out))

    def drop(self, item: Item, now: float) -> None:
        """What is taken back: it is not done, and whoever was at it is free."""
        if item.gone:
            return
        item.gone = True
        if item.begun:
            self.free(item, now)
        elif item.line is not None and item in item.line.waiting:
            item.line.waiting.remove(item)

    def free(self, item: Item, now: float) -> None:
        line = item.line
        if line is None or line.free is None:
            return
        if line.waiting:
            self.work(now, line.waiting.popleft(), line.clock)
        else:
            line.free += 1

    def later(self, moment: float, happens: Callable[[float, Item], None], item: Item) -> None:
        self.count += 1
        heappush(self.heap, (moment, self.count, happens, item))
