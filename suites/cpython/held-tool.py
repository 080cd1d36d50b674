"""Asks sys.monitoring about tool 5, and prints each answer."""

import sys

monitoring = sys.monitoring
QUESTIONS = """
monitoring.get_tool(5)
monitoring.get_events(5)
monitoring._all_events()
monitoring.use_tool_id(5, "mine")
monitoring.register_callback(4, monitoring.events.LINE, print)
monitoring.get_tool(4)
monitoring.use_tool_id(4, "mine")
monitoring.get_events(4)
monitoring.get_tool(4)
"""


def answer(question):
    try:
        return eval(question)
    except ValueError as error:
        return error


for question in QUESTIONS.strip().splitlines():
    print(question, "->", repr(answer(question)))

for tool in (4, 5):
    if monitoring.get_tool(tool) == "mine":
        monitoring.free_tool_id(tool)
