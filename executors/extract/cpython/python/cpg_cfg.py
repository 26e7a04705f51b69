"""Instructions of a code object -> basic blocks and the control flow between them."""

import dis

ENTRY, NORMAL, HANDLER, EXIT = range(4)
BY_ENTRY, NEXT, JUMP, BRANCH, EXCEPTION = range(5)

_opcodes = lambda *names: frozenset([dis.opmap[name] for name in names])
_RETURNS = _opcodes("RETURN_VALUE")
_RAISES = _opcodes("RAISE_VARARGS", "RERAISE")
_GOES = _opcodes("JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT")
_ENDS = _RETURNS | _RAISES | _GOES


def control_flow(offsets, ends, opcodes, targets, starts, stops, ranges, size):
    """
    Blocks (kind, start and end offset, start and end in the source) and edges (block, block, kind).

    Of each instruction: its offset and the next one's, its opcode, where it jumps to or -1, and its place in the source
    or -1. The first block is the entry and the last the exit; neither has instructions. A range of the exception
    table holds whole blocks, each with an edge to its handler; where an exception leaves the code, only `raise` has an
    edge.
    """
    handlers = {entry.target for entry in ranges}
    leaders = {0, *targets, *handlers, *[entry.start for entry in ranges], *[entry.end for entry in ranges]}
    leaders.update([end for end, op, target in zip(ends, opcodes, targets) if target >= 0 or op in _ENDS])
    begins = [i for i, offset in enumerate(offsets) if offset in leaders]
    blocks, first, last = [(ENTRY, 0, 0, -1, -1)], {}, []
    for block, (begin, end) in enumerate(zip(begins, [*begins[1:], len(offsets)]), 1):
        offset = offsets[begin]
        first[offset] = block
        last.append(end - 1)
        start = min([s for s in starts[begin:end] if s >= 0], default=-1)
        kind = HANDLER if offset in handlers else NORMAL
        blocks.append((kind, offset, ends[end - 1], start, max(stops[begin:end])))
    leave = len(blocks)
    edges = [(0, 1, BY_ENTRY)]
    spans = sorted(ranges)
    at = 0
    for block, i in enumerate(last, 1):
        op, target, begin = opcodes[i], targets[i], blocks[block][1]
        while at < len(spans) and spans[at].end <= begin:
            at += 1
        handler = first[spans[at].target] if at < len(spans) and spans[at].start <= begin else None
        if op in _RETURNS:
            edges.append((block, leave, JUMP))
        elif op in _RAISES:
            if handler is None:
                edges.append((block, leave, EXCEPTION))
        elif op in _GOES:
            edges.append((block, first[target], JUMP))
        else:
            if target >= 0:
                edges.append((block, first[target], BRANCH))
            if ends[i] in first:
                edges.append((block, first[ends[i]], NEXT))
        if handler is not None:
            edges.append((block, handler, EXCEPTION))
    blocks.append((EXIT, size, size, -1, -1))
    return blocks, edges
