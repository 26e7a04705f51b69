"""What a worker thread calls: bytes of a Python file in, one packed bytes object out."""

import sys
import warnings

import cpg_ast
import cpg_bytecode
import cpg_opcodes
import cpg_symtable
from cpg_pack import Pack
from cpg_source import Rejected, Source

_WITNESSES = {"ast": cpg_ast.tables, "symtable": cpg_symtable.tables, "bytecode": cpg_bytecode.tables}

# Deprecated escapes and the like are no news here, and a warning is printed once per place and process.
warnings.simplefilter("ignore")
sys.dont_write_bytecode = True


def run(witness, data, refusal):
    """
    The tables of `data` as `witness` sees them, or one table `error`.

    `refusal` is asked about text that was not UTF-8 on disk: None, or (error_type, message).
    """
    try:
        source = Source(data)
        if source.recoded and (refused := refusal(source.utf8)) is not None:
            raise Rejected(*refused)
        pack = _WITNESSES[witness](source)
    except Rejected as rejected:
        error_type, message, start, end = rejected.row
        pack = Pack()
        pack.table("error", [[pack.text(error_type)], [pack.text(message)], [start], [end]])
    return pack.finish()


def opcodes():
    """What one needs to read the instructions of the witness `bytecode`, the same for all files."""
    return cpg_opcodes.tables().finish()
