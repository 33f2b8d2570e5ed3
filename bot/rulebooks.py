"""`siteloop rules schema`: what is done with rulebooks as files."""

import argparse
import json

from rules.editor_schema import editor_schema

SCHEMA_HELP = """\
Prints a JSON Schema (draft 2020-12) of a rulebook file. With it an editor completes keys, fields, comparisons and people,
says what each means, and marks what is wrong while you write. Keep it beside your rulebook,

  siteloop rules schema > rulebook.schema.json

and begin the rulebook with this line (for every editor that uses yaml-language-server: VS Code's YAML extension, Neovim,
Helix, Zed):

  # yaml-language-server: $schema=rulebook.schema.json

or, once for a folder, in VS Code's .vscode/settings.json:

  { "yaml.schemas": { "rulebook.schema.json": "rules/*.yml" } }

JetBrains' IDEs take it under Settings > Languages & Frameworks > Schemas and DTDs > JSON Schema Mappings.
What a schema cannot see, such as a condition that can never hold, `siteloop rules check` finds.
"""


def rules_schema(_: argparse.Namespace) -> int:
    """`siteloop rules schema`."""
    print(json.dumps(editor_schema(), indent=2, ensure_ascii=False))
    return 0
