"""What the operating system refused, said in our words."""

from __future__ import annotations

import errno

from arshjul.text import Text

_FORBIDDEN = (errno.EACCES, errno.EPERM)
_REASONS: dict[int, Text] = {
    errno.ENOSPC: Text("disken är full", "the disk is full"),
    errno.EDQUOT: Text("din diskkvot är slut", "your disk quota is used up"),
    errno.EFBIG: Text("filen blir större än systemet tillåter", "the file is larger than the system allows"),
    errno.EROFS: Text("disken är skrivskyddad", "the disk is read-only"),
    errno.EIO: Text("disken svarar med fel", "the disk answers with an error"),
    errno.ENOTDIR: Text("det är en fil, men ska vara en mapp", "it is a file, but should be a folder"),
    errno.EEXIST: Text("det är en fil, men ska vara en mapp", "it is a file, but should be a folder"),
    errno.EISDIR: Text("det är en mapp, men ska vara en fil", "it is a folder, but should be a file"),
    errno.ENAMETOOLONG: Text("namnet är för långt", "the name is too long"),
    errno.EMFILE: Text("för många filer är öppna", "too many files are open"),
    errno.ECONNREFUSED: Text("ingen svarar på den porten", "nobody answers on that port"),
    errno.ECONNRESET: Text("förbindelsen bröts", "the connection was broken off"),
    errno.EPIPE: Text("förbindelsen bröts", "the connection was broken off"),
    errno.ENETUNREACH: Text("nätet går inte att nå", "the network cannot be reached"),
    errno.EHOSTUNREACH: Text("datorn går inte att nå", "the machine cannot be reached"),
}


def why_refused(error: OSError) -> Text:
    """Why something was refused; what is rarer is told in the system's own words."""
    said = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0) or Text(f"systemet säger «{said}»", f"the system says “{said}”")


def why_unreadable(error: OSError) -> Text:
    """Why a file cannot be read."""
    if error.errno == errno.ENOENT:
        return Text("filen finns inte", "there is no such file")
    if error.errno in _FORBIDDEN:
        return Text("du har inte rätt att läsa den", "you may not read it")
    if error.errno == errno.EISDIR:
        return Text("det är en mapp", "it is a folder")
    return why_refused(error)


def why_unwritable(error: OSError) -> Text:
    """Why a file or folder cannot be written or made."""
    if error.errno == errno.ENOENT:
        return Text("mappen finns inte", "the folder does not exist")
    if error.errno in _FORBIDDEN:
        return Text("rättighet att skriva där saknas", "you may not write there")
    return why_refused(error)
