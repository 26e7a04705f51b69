"""Instructions of a code object -> basic blocks and the control flow between them."""

ENTRY, NORMAL, HANDLER, EXIT = range(4)
BY_ENTRY, NEXT, JUMP, BRANCH, EXCEPTION = range(5)

_RETURNS = frozenset(["RETURN_VALUE"])
_RAISES = frozenset(["RAISE_VARARGS", "RERAISE"])
_GOES = frozenset(["JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"])
_ENDS = _RETURNS | _RAISES | _GOES


def control_flow(found, ranges, size):
    """
    Blocks (kind, start and end offset, start and end in the source) and edges (block, block, kind).

    The first block is the entry and the last the exit; neither has instructions. A range of the exception table holds
    whole blocks, each with an edge to its handler; where an exception leaves the code, only `raise` has an edge.
    """
    steps = found.steps
    leaders = {0}
    for entry in ranges:
        leaders.update((entry.start, entry.end, entry.target))
    for _, after, name, target, _, _ in steps:
        if target >= 0:
            leaders.update((target, after))
        elif name in _ENDS:
            leaders.add(after)
    handlers = {entry.target for entry in ranges}
    blocks, first, last = [(ENTRY, 0, 0, -1, -1)], {}, []
    for step in steps:
        if step[0] in leaders:
            first[step[0]] = len(blocks)
            blocks.append((HANDLER if step[0] in handlers else NORMAL, step[0], step[1], -1, -1))
            last.append(step)
        kind, begin, _, start, stop = blocks[-1]
        if step[4] >= 0:
            start = step[4] if start < 0 else min(start, step[4])
            stop = max(stop, step[5])
        blocks[-1] = (kind, begin, step[1], start, stop)
        last[-1] = step
    leave = len(blocks)
    edges = [(0, 1, BY_ENTRY)]
    spans = sorted(ranges)
    at = 0
    for block, (_, after, name, target, _, _) in enumerate(last, 1):
        begin = blocks[block][1]
        while at < len(spans) and spans[at].end <= begin:
            at += 1
        handler = first[spans[at].target] if at < len(spans) and spans[at].start <= begin else None
        if name in _RETURNS:
            edges.append((block, leave, JUMP))
        elif name in _RAISES:
            if handler is None:
                edges.append((block, leave, EXCEPTION))
        elif name in _GOES:
            edges.append((block, first[target], JUMP))
        else:
            if target >= 0:
                edges.append((block, first[target], BRANCH))
            if after in first:
                edges.append((block, first[after], NEXT))
        if handler is not None:
            edges.append((block, handler, EXCEPTION))
    blocks.append((EXIT, size, size, -1, -1))
    return blocks, edges
