"""Calls each tool of `apptlint mcp` with the client of the PyPI package mcp: run by run.py."""
import asyncio, os, sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

COMMAND, BOOKING = sys.argv[1:]
SLOT = '{"resourceType": "Slot", "schedule": {"reference": "Schedule/1"}, "status": "sesame"}'


async def main():
    folder = os.path.dirname(BOOKING)
    async with stdio_client(StdioServerParameters(command=COMMAND, args=["mcp", folder])) as (read, write):
        async with ClientSession(read, write) as session:
            start = await session.initialize()
            tools = [tool.name for tool in (await session.list_tools()).tools]
            assert tools == ["lint", "explain", "example", "fix", "coverage"], tools

            async def call(name, **arguments):
                result = await session.call_tool(name, arguments)
                text = result.content[0].text
                failed = getattr(result, "is_error", None) if hasattr(result, "is_error") else result.isError
                assert not failed, text
                return text

            assert "BND001" in await call("lint", text=SLOT)
            assert "BND003" in await call("lint", path=BOOKING, pack="nhs-booking", interaction="book")
            assert "Requirement" in await call("explain", rule="BKL003")
            assert '"Slot", "status"' in await call("fix", text='{"resourceType": "Slot" "status": "free"}')
            assert "nhs-booking" in await call("coverage", path=BOOKING)
            version = getattr(start, "protocol_version", None) or start.protocolVersion
            print(f"protocol {version}")


asyncio.run(main())
