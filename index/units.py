"""Units of measure and of money, by all their common spellings: language data."""

from __future__ import annotations

import re

__all__ = [
    "CURRENCIES",
    "CURRENCY_NOUNS",
    "CURRENCY_SIGNS",
    "SIGN",
    "TIME_UNITS",
    "UNIT",
    "UNIT_NOUN",
    "is_money",
    "unit_of",
]

_CODES = frozenset(
    """USD EUR GBP JPY CNY AUD CAD NZD CHF HKD SGD TWD SEK NOK DKK INR PKR RUB BRL ZAR KRW MXN ILS MYR THB PLN CZK
    HUF BGN AED SAR QAR KWD EGP NGN KES GHS IDR PHP VND UAH""".split()
)  # without those that are words or names in capitals ("TRY", "COP")
CURRENCY_SIGNS = {code: code for code in _CODES} | {
    "$": "USD", "US$": "USD", "$US": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD", "$A": "AUD", "C$": "CAD",
    "CA$": "CAD", "CAD$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "SG$": "SGD", "NT$": "TWD", "R$": "BRL",
    "MX$": "MXN", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "Rs": "INR", "Rs.": "INR", "RM": "MYR", "₽": "rouble",
    "RUB": "rouble", "₩": "KRW", "₪": "ILS", "₺": "lira", "₦": "NGN", "₱": "peso", "฿": "THB", "₫": "VND", "₴": "UAH",
    "zł": "PLN",
}  # fmt: skip
"""Units of money by the signs and codes that stand before an amount, without spaces."""

CURRENCY_NOUNS = {
    "dollar": "USD", "euro": "EUR", "yen": "JPY", "rupee": "INR", "pound": "pound", "crown": "crown", "franc": "franc",
    "peso": "peso", "rouble": "rouble", "ruble": "rouble", "yuan": "CNY", "renminbi": "CNY", "lira": "lira",
    "zloty": "PLN", "real": "real", "dinar": "dinar", "krona": "krona", "krone": "krone", "shekel": "ILS",
    "rand": "ZAR", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "forint": "HUF", "dirham": "dirham",
    "riyal": "riyal", "naira": "NGN", "hryvnia": "UAH", "koruna": "CZK", "leu": "leu", "lev": "BGN", "dong": "VND",
    "sterling": "GBP", "florin": "florin", "guilder": "guilder", "shilling": "shilling", "thaler": "thaler",
    "ducat": "ducat", "drachma": "drachma", "peseta": "peseta", "escudo": "escudo", "taka": "taka", "tenge": "tenge",
    "manat": "manat", "kwacha": "kwacha", "cedi": "cedi", "lempira": "lempira", "quetzal": "quetzal",
    "bolivar": "bolivar", "rial": "rial", "birr": "birr", "deutschmark": "deutschmark", "bitcoin": "bitcoin",
}  # fmt: skip
"""Units of money by their nouns; a noun that several countries use stands for itself."""

_OF_COUNTRIES = {
    "US dollar": "USD", "U.S. dollar": "USD", "American dollar": "USD", "Australian dollar": "AUD",
    "Canadian dollar": "CAD", "New Zealand dollar": "NZD", "Hong Kong dollar": "HKD", "Singapore dollar": "SGD",
    "Taiwan dollar": "TWD", "British pound": "GBP", "pound sterling": "GBP", "Egyptian pound": "EGP",
    "Swiss franc": "CHF", "Swedish krona": "SEK", "Swedish crown": "SEK", "Norwegian krone": "NOK",
    "Norwegian crown": "NOK", "Danish krone": "DKK", "Danish crown": "DKK", "Czech crown": "CZK",
    "Indian rupee": "INR", "Pakistani rupee": "PKR", "Mexican peso": "MXN", "Philippine peso": "PHP",
    "Turkish lira": "lira", "Russian rouble": "rouble", "Russian ruble": "rouble", "Brazilian real": "BRL",
    "Japanese yen": "JPY", "Chinese yuan": "CNY", "South Korean won": "KRW", "Korean won": "KRW",
}  # fmt: skip
CURRENCIES = frozenset(CURRENCY_NOUNS.values()) | frozenset(CURRENCY_SIGNS.values())

TIME_UNITS = frozenset("second minute hour day week fortnight month year decade century millennium".split())
_PER_HOUR = {"mile": "mph", "km": "kph"}

_NOUNS = {
    "metre": "m", "meter": "m", "kilometre": "km", "kilometer": "km", "centimetre": "cm", "centimeter": "cm",
    "millimetre": "mm", "millimeter": "mm", "micrometre": "μm", "micrometer": "μm", "micron": "μm", "mile": "mile",
    "nautical mile": "nautical mile", "foot": "foot", "inch": "inch", "yard": "yard", "hectare": "hectare",
    "acre": "acre", "tonne": "tonne", "metric ton": "tonne", "ton": "ton", "kilogram": "kg", "kilogramme": "kg",
    "kilo": "kg", "gram": "g", "gramme": "g", "milligram": "mg", "microgram": "μg", "ounce": "oz", "litre": "litre",
    "liter": "litre", "millilitre": "ml", "milliliter": "ml", "gallon": "gallon", "pint": "pint", "watt": "W",
    "kilowatt": "kW", "megawatt": "MW", "gigawatt": "GW", "terawatt": "TW", "kilowatt hour": "kWh",
    "kilowatt-hour": "kWh", "megawatt hour": "MWh", "megawatt-hour": "MWh", "gigawatt hour": "GWh",
    "gigawatt-hour": "GWh", "volt": "V", "joule": "J", "calorie": "calorie", "knot": "knot", "degree": "degree",
    "gigabyte": "GB", "megabyte": "MB", "terabyte": "TB", "kilobyte": "KB", "megabit": "Mb", "gigabit": "Gb",
    "megapixel": "megapixel", "decibel": "dB", "basis point": "basis point", "percentage point": "points",
    "point": "points", "light year": "light year", "light-year": "light year", "pound-foot": "lb-ft",
} | {unit: unit for unit in TIME_UNITS}  # fmt: skip
_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries", "pound-foot": "pound-feet",
            "millennium": "millennia"}  # fmt: skip
_UNINFLECTED = {
    "foot": "foot", "hertz": "Hz", "kilohertz": "kHz", "megahertz": "MHz", "gigahertz": "GHz", "horsepower": "hp",
    "celsius": "°C", "fahrenheit": "°F", "percent": "%", "per cent": "%", "pound-feet of torque": "lb-ft",
}  # fmt: skip
_SYMBOLS = {
    "km": "km", "cm": "cm", "mm": "mm", "μm": "μm", "µm": "μm", "um": "μm", "nm": "nm", "m": "m", "ft": "foot",
    "yd": "yard", "kg": "kg", "kgs": "kg", "mg": "mg", "lb": "pound", "lbs": "pound", "oz": "oz", "ml": "ml",
    "mL": "ml", "cl": "cl", "ha": "hectare", "mph": "mph", "kph": "kph", "km/h": "kph", "kmh": "kph", "mpg": "mpg",
    "rpm": "rpm", "hp": "hp", "bhp": "hp", "W": "W", "kW": "kW", "MW": "MW", "mw": "MW", "GW": "GW", "TW": "TW",
    "kWh": "kWh", "MWh": "MWh", "GWh": "GWh", "TWh": "TWh", "V": "V", "kV": "kV", "mAh": "mAh", "Hz": "Hz", "HZ": "Hz",
    "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "GB": "GB", "MB": "MB", "TB": "TB", "KB": "KB", "Mbps": "Mbps",
    "Gbps": "Gbps", "ppm": "ppm", "ppb": "ppb", "psi": "psi", "ksi": "ksi", "kPa": "kPa", "MPa": "MPa", "dB": "dB",
    "lb-ft": "lb-ft", "Nm": "Nm", "min": "minute", "mins": "minute", "h": "hour", "hr": "hour", "hrs": "hour",
    "sec": "second", "secs": "second", "ms": "ms", "pc": "%", "%": "%", "bps": "basis point",
    "°C": "°C", "° C": "°C", "ºC": "°C", "°F": "°F", "° F": "°F", "ºF": "°F", "°": "degree",
    "sq ft": "square foot", "sqft": "square foot", "sqm": "square metre",
    "m2": "square metre", "m²": "square metre", "km2": "square kilometre", "km²": "square kilometre",
    "m3": "cubic metre", "m³": "cubic metre",
} | {code: CURRENCY_SIGNS[code] for code in _CODES}  # fmt: skip
_GLUED = {"g": "g", "l": "litre", "L": "litre", "″": "inch"}
"""Symbols that are read only where they touch the digits; not "s", since "1990s" are years."""


def _by_spelling() -> tuple[dict[str, str], dict[str, str]]:
    """Return the units by their words behind a space (plurals), and behind a hyphen (singulars)."""
    spaced, joined = dict(_UNINFLECTED), dict(_UNINFLECTED)
    for noun, unit in _NOUNS.items():
        joined[noun] = unit
        spaced[_PLURALS.get(noun, f"{noun}s")] = unit
    for words in (spaced, joined):
        for word, unit in list(words.items()):
            if unit in _LENGTHS:
                words |= {f"{how} {word}": f"{of} {_LENGTHS[unit]}" for how, of in _POWERS}
            if unit in ("mile", "km"):
                words |= {f"{word} {per} hour": _PER_HOUR[unit] for per in ("per", "an")}
            if unit == "degree":
                words |= {f"{word} {scale}": f"°{scale[0].upper()}" for scale in ("celsius", "fahrenheit", "c", "f")}
                words[f"{word} centigrade"] = "°C"
    spaced |= {word: unit for word, unit in joined.items() if word not in _OTHERWISE}  # "a 20 kilometre ride"
    for written, unit in _OF_COUNTRIES.items():
        spaced |= {written.lower(): unit, f"{written.lower()}s": unit}
    return spaced, joined | CURRENCY_NOUNS


_POWERS = (("square", "square"), ("sq", "square"), ("sq.", "square"), ("cubic", "cubic"))
_LENGTHS = {"m": "metre", "km": "kilometre", "cm": "centimetre", "mm": "millimetre", "mile": "mile", "foot": "foot",
            "inch": "inch", "yard": "yard"}  # fmt: skip
_OTHERWISE = frozenset({"second", "point", "pint"})
"""Singulars that are rather another word behind a number and a space ("two second homes")."""
_SPACED, _JOINED = _by_spelling()
_SYMBOLS |= {f"{how} {symbol}": f"{of} {_LENGTHS[symbol]}" for how, of in _POWERS for symbol in ("m", "km", "cm", "mm")}


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=lambda w: (-len(w), w)))


_SYMBOL = rf"(?-i:{_any(_SYMBOLS)})(?:/(?-i:km|cm|mm|m|s|h|kg|g|l|L|ml|mL)\b)?"
UNIT = (
    rf"(?:\s?(?:{_SYMBOL})|-(?:{_SYMBOL})|(?<=\d)(?-i:{_any(_GLUED)})|\s(?:{_any(_SPACED)})|-(?:{_any(_JOINED)})"
    rf"|(?<=\bone)\s(?:{_any(_JOINED)})|(?<=\b1)\s(?:{_any(_JOINED)}))(?!\w)"
)
"""What a unit looks like behind a number: "50mph", "50 km", "50 kilometres", "50-kilometre"."""
UNIT_NOUN = rf"(?:{_any(_JOINED)})(?!\w)"
"""The noun of a unit in the singular, as it stands in "a quarter of a mile"."""
SIGN = rf"(?-i:{_any(CURRENCY_SIGNS)}|HK\s\$|US\s\$|(?:AU|NZ)\s\$)"
"""What stands before an amount of money."""


def unit_of(written: str) -> str:
    """Return the unit for its spelling behind a number, with the space or hyphen between them."""
    plain = " ".join(written.split())
    bare = plain[1:] if plain.startswith("-") else plain
    if "/" in bare and bare not in _SYMBOLS:
        return bare
    for words in (_SYMBOLS, _GLUED):
        if bare in words:
            return words[bare]
    low = bare.lower()
    return _SPACED.get(low) or _JOINED[low]


def is_money(unit: str) -> bool:
    """Say whether a unit is one of money."""
    return unit in CURRENCIES
