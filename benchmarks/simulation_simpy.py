"""The queue of benchmarks/simulation_bench.cpp in SimPy: four classes, twenty servers, load 0.95, points that grow with
waiting at rates 12, 5, 2 and 1. The waiting cases are kept by hand, a deque for each class, and the end of work is a
callback on a timeout: the fastest way to write this queue in SimPy that we know.

    simulation_simpy.py [SECONDS]        prints the mean wait and the events a second
"""
import collections
import random
import sys
import time

import simpy

SERVERS = 20
LOAD = 0.95
SHARES = (0.1, 0.2, 0.3, 0.4)
RATES = (12.0, 5.0, 2.0, 1.0)


def simulate(events_wanted):
    """Runs so many events, an arrival or an end of work each; returns the mean wait in mean works."""
    env = simpy.Environment()
    draw = random.Random(2009).expovariate
    lines = [collections.deque() for _ in RATES]
    busy = 0
    begun = 0
    waited = 0.0

    def begin(listed):
        nonlocal begun, waited
        begun += 1
        waited += env.now - listed
        env.timeout(draw(1.0)).callbacks.append(end)

    def end(_):
        nonlocal busy
        best = None
        most = -1.0
        now = env.now
        for line, rate in zip(lines, RATES):
            if line:
                points = rate * (now - line[0])
                if points > most:
                    most = points
                    best = line
        if best is None:
            busy -= 1
        else:
            begin(best.popleft())

    def arrivals(line, rate):
        nonlocal busy
        while True:
            yield env.timeout(draw(rate))
            if busy < SERVERS:
                busy += 1
                begin(env.now)
            else:
                line.append(env.now)

    for line, share in zip(lines, SHARES):
        env.process(arrivals(line, SERVERS * LOAD * share))
    step = env.step
    for _ in range(events_wanted):
        step()
    return waited / begun


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    simulate(20_000)
    events = 200_000
    while True:
        start = time.perf_counter()
        wait = simulate(events)
        took = time.perf_counter() - start
        if took >= seconds / 2:
            break
        events *= 2
    print(f"simpy {simpy.__version__} mean wait {wait:.4f} events {events} a second {events / took:.0f}")


main()
