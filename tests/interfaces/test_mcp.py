"""The tools as a program that speaks the protocol sees them, through the SDK's own client."""

import sys
from pathlib import Path
from typing import Any

import anyio
import mcp
from mcp.client.stdio import stdio_client


def _call(home: Path, tool: str, arguments: dict[str, Any]) -> Any:
    code = "from reportqa.interfaces.cli import main; main()"
    folders = ["--corpus", str(home / "corpus"), "--index", str(home / "index")]
    started = mcp.StdioServerParameters(
        command=sys.executable, args=["-c", code, "mcp", *folders], env=None
    )

    async def call() -> Any:
        async with (
            stdio_client(started) as (read, write),
            mcp.ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = {t.name for t in (await session.list_tools()).tools}
            assert tools == {"ask", "measures", "show", "search"}
            return await session.call_tool(tool, arguments)

    return anyio.run(call)


def test_a_program_can_ask_a_follow_up(home: Path) -> None:
    before = "Hvor mange saker om ekstrem kontroll var det i 2016 i tiltak 1?"
    result = _call(home, "ask", {"question": "Og i 2015?", "history": [before]})
    assert '"value": 56' in result.content[0].text or '"value":56' in result.content[0].text
