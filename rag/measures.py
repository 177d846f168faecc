"""In which units a measure comes, by the adjective, noun or verb that asks for it: language data."""

from __future__ import annotations

from index.units import CURRENCIES, CURRENCY_NOUNS, unit_of

__all__ = [
    "AREA",
    "COINS",
    "LENGTH",
    "MASS",
    "MEASURED_BY_VERB",
    "MEASURING",
    "SHARE_UNITS",
    "TIME",
    "size_units",
    "substance_units",
    "unit_family",
]

LENGTH = frozenset({"km", "m", "cm", "mm", "mile", "nautical mile", "foot", "inch", "yard"})
TIME = frozenset("year month week day hour minute second decade century fortnight".split())
_SQUARES = frozenset(
    {"hectare", "acre", "square kilometre", "square mile", "square metre", "square foot", "square centimetre"}
)
AREA = _SQUARES | LENGTH
_WEIGHT = frozenset({"tonne", "ton", "kg", "g", "mg", "pound", "oz"})
_VOLUME = frozenset(
    {"litre", "ml", "gallon", "pint", "cubic metre", "cubic kilometre", "cubic centimetre", "cubic foot"}
)
MASS = _WEIGHT | _VOLUME
"""Units in which what cannot be counted comes: oil, water, waste."""
_HEAT = frozenset({"degree", "°C", "°F"})
_SPEED = frozenset({"km", "mile", "mph", "kph", "m", "knot", "km/h", "m/s"})
_POWER = frozenset({"W", "kW", "MW", "GW", "TW", "hp"})
_STRENGTH = frozenset({"magnitude"})
_ENERGY = frozenset({"kWh", "MWh", "GWh", "TWh", "J", "calorie"})
SHARE_UNITS = frozenset({"%"})
_QUOTED: frozenset[str] = frozenset()  # an age, or how often: quoted with its sentence, no claim has them
MEASURING = {
    "long": TIME | LENGTH, "far": LENGTH, "high": LENGTH | SHARE_UNITS | CURRENCIES, "tall": LENGTH, "deep": LENGTH,
    "wide": LENGTH, "broad": LENGTH, "thick": LENGTH, "near": LENGTH, "close": LENGTH,
    "old": _QUOTED, "young": _QUOTED, "often": _QUOTED, "frequently": _QUOTED, "time": _QUOTED,
    "heavy": _WEIGHT, "fast": _SPEED | TIME, "quickly": TIME | _SPEED, "quick": TIME | _SPEED,
    "soon": TIME, "hot": _HEAT, "cold": _HEAT, "warm": _HEAT, "cool": _HEAT,
    "big": AREA | SHARE_UNITS | CURRENCIES, "large": AREA | SHARE_UNITS | CURRENCIES,
    "strong": _POWER | _SPEED | _STRENGTH, "powerful": _POWER | _STRENGTH, "strength": _POWER | _SPEED | _STRENGTH,
    "height": LENGTH, "length": LENGTH | TIME, "depth": LENGTH, "width": LENGTH, "distance": LENGTH,
    "altitude": LENGTH, "elevation": LENGTH, "thickness": LENGTH, "diameter": LENGTH, "radius": LENGTH,
    "wingspan": LENGTH, "span": LENGTH | TIME, "range": LENGTH, "rainfall": LENGTH, "snowfall": LENGTH,
    "level": LENGTH | SHARE_UNITS, "duration": TIME, "age": _QUOTED, "lifespan": TIME, "lifetime": TIME,
    "delay": TIME, "weight": _WEIGHT, "mass": _WEIGHT, "speed": _SPEED, "velocity": _SPEED, "pace": _SPEED,
    "limit": frozenset({"km", "mile", "mph", "kph"}), "temperature": _HEAT, "heat": _HEAT, "area": AREA,
    "acreage": AREA, "volume": _VOLUME, "capacity": frozenset({"MW", "litre", "tonne", "GW", "GB", "kWh"}) | _VOLUME,
    "tonnage": _WEIGHT, "term": TIME, "sentence": TIME, "magnitude": _STRENGTH, "power": _POWER,
    "voltage": frozenset({"V", "kV"}),
    "pressure": frozenset({"psi", "kPa", "MPa"}), "quantity": MASS, "frequency": frozenset({"Hz", "kHz", "MHz", "GHz"}),
}  # fmt: skip
"""Units that a measure asked for by this adjective or noun can come in, as ``Claim.unit`` has them."""
MEASURED_BY_VERB = {
    "weigh": _WEIGHT, "rain": LENGTH, "snow": LENGTH, "last": TIME, "measure": AREA, "hold": _VOLUME,
}  # fmt: skip
"""Units of what "how much" asks for beside one of these verbs ("how much does it weigh")."""
_SUBSTANCES = {
    **dict.fromkeys("land farmland forest woodland space ground territory countryside pasture seabed".split(), AREA),
    **dict.fromkeys("electricity energy power".split(), _ENERGY | _POWER),
    **dict.fromkeys("time notice warning".split(), TIME),
    **dict.fromkeys("rain snow".split(), LENGTH),
}
_LOADS = frozenset("harvest crop catch haul spill cargo load shipment yield output stockpile delivery".split())
_GROUNDS = frozenset("farm fire blaze lake island park site plot reserve hole estate field".split())
COINS = (frozenset(CURRENCY_NOUNS) - {"pound", "mark", "real", "lev", "dong"}) | frozenset(
    "cent penny pence kopeck".split()
)
"""Nouns of money that hardly count anything else behind "how many"."""
_FAMILIES = (TIME, LENGTH, _SQUARES, _WEIGHT, _VOLUME, _HEAT, _SPEED, _POWER, _ENERGY)


def unit_family(noun: str, *, narrowed: bool = False) -> frozenset[str]:
    """Return the units that measure the same as a noun of measure ("kilometres"); none if it is no such noun.

    Args:
        noun: The noun as written, in the plural, in lower case.
        narrowed: Another word stands before it that makes it a unit of its own ("percentage points").
    """
    if noun in ("points", "point"):
        return frozenset({"points", "%"}) if narrowed else frozenset()
    try:
        unit = unit_of(f" {noun}")
    except KeyError:
        return frozenset()
    if unit in CURRENCIES and unit != "pound":
        return frozenset()
    return next((family for family in _FAMILIES if unit in family), frozenset({unit}))


def substance_units(noun: str) -> frozenset[str]:
    """Return the units in which so much of a noun comes: of land, of electricity, of oil."""
    return _SUBSTANCES.get(noun, MASS)


def size_units(noun: str) -> frozenset[str]:
    """Return the units for the size of a noun: of a harvest, of a lake; none if anything may be meant."""
    return MASS if noun in _LOADS else AREA if noun in _GROUNDS else frozenset()
