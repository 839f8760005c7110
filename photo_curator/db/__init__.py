"""The library file: tables, migrations, repositories that return domain objects."""
