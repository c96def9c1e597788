"""The keys of documents and of JSON Schemas: a probe must have every one."""


def keys_of(value):
    """Every key of a document, however deep."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = set(value) if isinstance(value, dict) else set()
    return own.union(*(keys_of(one) for one in inner))


def named_by(schema):
    """Every key that a JSON Schema names."""
    if isinstance(schema, list):
        return set().union(*(named_by(one) for one in schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return own.union(*(named_by(one) for one in schema.values()))
