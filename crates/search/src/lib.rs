//! Search over the catalogue: ranked, typo-tolerant, by name, alias, department and pinyin. Pure.
