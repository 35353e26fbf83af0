"""Units of measure with their exact sizes, and the readings of those that mean more than one thing.

Sizes are by definition (SI brochure; the international yard and pound of 1959; IEC 80000-13 for binary prefixes).
Months and years form a dimension of their own: how many days they have depends on which ones are meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

Dimensions = tuple[tuple[str, int], ...]

LENGTH: Dimensions = (("length", 1),)
AREA: Dimensions = (("length", 2),)
VOLUME: Dimensions = (("length", 3),)
MASS: Dimensions = (("mass", 1),)
TIME: Dimensions = (("time", 1),)
CALENDAR: Dimensions = (("calendar", 1),)
INFORMATION: Dimensions = (("information", 1),)
TEMPERATURE: Dimensions = (("temperature", 1),)
SPEED: Dimensions = (("length", 1), ("time", -1))
FREQUENCY: Dimensions = (("time", -1),)
BIT_RATE: Dimensions = (("information", 1), ("time", -1))
ENERGY: Dimensions = (("length", 2), ("mass", 1), ("time", -2))
POWER: Dimensions = (("length", 2), ("mass", 1), ("time", -3))
PRESSURE: Dimensions = (("length", -1), ("mass", 1), ("time", -2))
VOLTAGE: Dimensions = (("current", -1), ("length", 2), ("mass", 1), ("time", -3))
CURRENT: Dimensions = (("current", 1),)
CHARGE: Dimensions = (("current", 1), ("time", 1))
RESISTANCE: Dimensions = (("current", -2), ("length", 2), ("mass", 1), ("time", -3))
FORCE: Dimensions = (("length", 1), ("mass", 1), ("time", -2))
LEVEL: Dimensions = (("level", 1),)
AMOUNT: Dimensions = (("amount", 1),)
NONE: Dimensions = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    `sizes` are in base units, one for each meaning; `family` names what the meanings turn on, and `standard` says that
    the first is fixed by a standard. `zero` is where the scale's zero lies (temperatures).
    """

    name: str
    sizes: tuple[Fraction, ...]
    dimensions: Dimensions
    family: str = ""
    zero: Fraction = Fraction(0)


FAMILIES: dict[str, tuple[int, bool]] = {
    "bytes": (2, True),
    "gallon": (2, False),
    "ton": (3, False),
    "calorie": (2, False),
    "spoon": (2, False),
    "cup": (3, False),
}
"""Family to (number of meanings, whether the first one is the standard's)."""

UNITS: dict[str, Unit] = {}


def _define(
    names: str,
    size: str | Iterable[str],
    dimensions: Dimensions,
    family: str = "",
    zero: str = "0",
) -> None:
    sizes = (size,) if isinstance(size, str) else tuple(size)
    first = names.split()[0]
    unit = Unit(first, tuple(Fraction(s) for s in sizes), dimensions, family, Fraction(zero))
    for name in names.split():
        UNITS[name] = unit


def _words(word: str) -> str:
    return f"{word} {word}s"


for _names, _size in (
    ("m metre metres meter meters", "1"),
    ("km kilometre kilometres kilometer kilometers", "1000"),
    ("cm centimetre centimetres centimeter centimeters", "1/100"),
    ("mm millimetre millimetres millimeter millimeters", "1/1000"),
    ("µm μm um micrometre micrometres micrometer micrometers", "1/1000000"),
    ("nm nanometre nanometres nanometer nanometers", "1/1000000000"),
    ("inch inches", "0.0254"),
    ("ft foot feet", "0.3048"),
    ("yd yard yards", "0.9144"),
    ("mi mile miles", "1609.344"),
    ("nmi", "1852"),
    ("micron microns", "1/1000000"),
    ("furlong furlongs", "201.168"),
    ("fathom fathoms", "1.8288"),
):
    _define(_names, _size, LENGTH)
for _names, _size in (
    ("kg kilogram kilograms kilo kilos kilogramme kilogrammes", "1"),
    ("g gram grams gramme grammes", "1/1000"),
    ("mg milligram milligrams", "1/1000000"),
    ("µg μg ug microgram micrograms", "1/1000000000"),
    ("tonne tonnes", "1000"),
    ("lb lbs pound pounds", "0.45359237"),
    ("oz ounce ounces", "0.028349523125"),
    ("stone stones", "6.35029318"),
    ("mcg", "1/1000000000"),
    ("carat carats", "1/5000"),
    ("quintal quintals", "100"),
):
    _define(_names, _size, MASS)
_define("ton tons", ("1000", "907.18474", "1016.0469088"), MASS, "ton")
for _names, _size in (
    ("s sec secs second seconds", "1"),
    ("ms millisecond milliseconds", "1/1000"),
    ("µs μs us microsecond microseconds", "1/1000000"),
    ("ns nanosecond nanoseconds", "1/1000000000"),
    ("min mins minute minutes", "60"),
    ("h hr hrs hour hours", "3600"),
    ("d day days", "86400"),
    ("week weeks", "604800"),
    ("fortnight fortnights", "1209600"),
):
    _define(_names, _size, TIME)
for _names, _size in (
    (_words("month"), "1"),
    (_words("year") + " yr yrs", "12"),
    (_words("decade"), "120"),
    ("century centuries", "1200"),
):
    _define(_names, _size, CALENDAR)
_define(_words("bit"), "1", INFORMATION)
_define("B " + _words("byte"), "8", INFORMATION)
for _power, (_short, _long, _binary) in enumerate(
    (("k", "kilo", "Ki"), ("M", "mega", "Mi"), ("G", "giga", "Gi"), ("T", "tera", "Ti"), ("P", "peta", "Pi")), 1
):
    _loose = f"{_short}B {_words(_long + 'byte')}" + (" KB" if _short == "k" else "")
    _define(_loose, (str(8 * 1000**_power), str(8 * 1024**_power)), INFORMATION, "bytes")
    _define(f"{_binary}B {_words(_binary.lower().replace('i', 'bi') + 'byte')}", str(8 * 1024**_power), INFORMATION)
    _define(f"{_short}bit {_words(_long + 'bit')}", str(1000**_power), INFORMATION)
    _define(f"{_short}bps", str(1000**_power), BIT_RATE)
for _names, _size in (
    ("l L litre litres liter liters", "1/1000"),
    ("dl decilitre decilitres deciliter deciliters", "1/10000"),
    ("cl centilitre centilitres centiliter centiliters", "1/100000"),
    ("ml mL cc millilitre millilitres milliliter milliliters", "1/1000000"),
    ("µl μl µL μL microlitre microlitres microliter microliters", "1/1000000000"),
    ("hl hL hectolitre hectolitres hectoliter hectoliters", "1/10"),
):
    _define(_names, _size, VOLUME)
_define("gallon gallons gal", ("0.003785411784", "0.00454609"), VOLUME, "gallon")
_define("quart quarts", ("0.000946352946", "0.0011365225"), VOLUME, "gallon")
_define("pint pints", ("0.000473176473", "0.00056826125"), VOLUME, "gallon")
for _names, _size in (
    ("usgallons", "0.003785411784"),
    ("ukgallons", "0.00454609"),
    ("uspints", "0.000473176473"),
    ("ukpints", "0.00056826125"),
    ("usquarts", "0.000946352946"),
    ("ukquarts", "0.0011365225"),
):
    _define(_names, _size, VOLUME)
_define("floz", ("0.0000295735295625", "0.0000284130625"), VOLUME, "gallon")
_define("cup cups", ("0.00025", "0.0002365882365", "0.000284130625"), VOLUME, "cup")
_define("tbsp tablespoon tablespoons", ("0.000015", "0.00001478676478125"), VOLUME, "spoon")
_define("tsp teaspoon teaspoons", ("0.000005", "0.00000492892159375"), VOLUME, "spoon")
_define("ha hectare hectares", "10000", AREA)
_define("acre acres", "4046.8564224", AREA)
_define("mph", "0.44704", SPEED)
_define("kph kmh", "5/18", SPEED)
_define("knot knots", "463/900", SPEED)
for _names, _size in (("Hz hertz", "1"), ("kHz", "1000"), ("MHz", "1000000"), ("GHz", "1000000000")):
    _define(_names, _size, FREQUENCY)
for _names, _size in (
    ("J joule joules", "1"),
    ("kJ kilojoule kilojoules", "1000"),
    ("MJ megajoule megajoules", "1000000"),
    ("Wh", "3600"),
    ("kWh", "3600000"),
    ("MWh", "3600000000"),
    ("GWh", "3600000000000"),
    ("TWh", "3600000000000000"),
):
    _define(_names, _size, ENERGY)
_define("cal calorie calories", ("4.184", "4.1868"), ENERGY, "calorie")
_define("kcal kilocalorie kilocalories", ("4184", "4186.8"), ENERGY, "calorie")
for _names, _size in (("W watt watts", "1"), ("kW kilowatt kilowatts", "1000"), ("MW megawatt megawatts", "1000000"), ("GW gigawatt gigawatts", "1000000000"), ("mW milliwatt milliwatts", "1/1000")):  # fmt: skip
    _define(_names, _size, POWER)
for _names, _size in (
    ("Pa pascal pascals", "1"),
    ("hPa hectopascal hectopascals mbar millibar millibars", "100"),
    ("kPa kilopascal kilopascals", "1000"),
    ("MPa megapascal megapascals", "1000000"),
    ("bar bars", "100000"),
    ("atm", "101325"),
    ("psi", "6894.757293168"),
):
    _define(_names, _size, PRESSURE)
for _names, _size in (("N newton newtons", "1"), ("kN kilonewton kilonewtons", "1000")):
    _define(_names, _size, FORCE)
for _names, _size in (("ohm ohms Ω", "1"), ("kΩ kilohm kilohms", "1000"), ("MΩ megohm megohms", "1000000")):
    _define(_names, _size, RESISTANCE)
for _names, _size in (("mol mole moles", "1"), ("mmol millimole millimoles", "1/1000")):
    _define(_names, _size, AMOUNT)
for _names, _size in (("Ah amp-hour amp-hours", "3600"), ("mAh", "18/5"), ("coulomb coulombs", "1")):
    _define(_names, _size, CHARGE)
for _names, _size in (("V volt volts", "1"), ("mV millivolt millivolts", "1/1000"), ("kV kilovolt kilovolts", "1000")):
    _define(_names, _size, VOLTAGE)
for _names, _size in (("A ampere amperes amp amps", "1"), ("mA milliampere milliamperes", "1/1000")):
    _define(_names, _size, CURRENT)
_define("°C celsius", "1", TEMPERATURE, zero="273.15")
_define("°F fahrenheit", "5/9", TEMPERATURE, zero="45967/180")
_define("K kelvin kelvins", "1", TEMPERATURE)
for _names, _code in (
    ("$ USD dollar dollars", "USD"),
    ("€ EUR euro euros", "EUR"),
    ("£ GBP", "GBP"),
    ("¥ JPY yen", "JPY"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("CHF", "CHF"),
    ("CAD", "CAD"),
    ("AUD", "AUD"),
    ("PLN zł", "PLN"),
    ("INR rupee rupees", "INR"),
    ("kr", "kr"),
):
    _define(_names, "1", ((_code, 1),))
_define("dB dBA decibel decibels", "1", LEVEL)
_define("bps " + "bp", "1/10000", NONE)


def find_unit(word: str) -> Unit | None:
    """The unit a word names: as written, or in lower case where it is a word and not a symbol."""
    return UNITS.get(word) or (UNITS.get(word.lower()) if len(word) > 3 else None)


def raised(dimensions: Dimensions, exponent: int) -> Dimensions:
    """Dimensions to a whole power."""
    return tuple((name, power * exponent) for name, power in dimensions if power * exponent)


def combined(a: Dimensions, b: Dimensions, sign: int = 1) -> Dimensions:
    """Dimensions of a product (`sign` 1) or a quotient (-1)."""
    powers = dict(a)
    for name, power in b:
        powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))
