package org.dragoman.core.call;

/// Who is on the two sides of a call now, as far as is known.
record Parties(Party caller, Party callee) {
    static final Parties UNKNOWN = new Parties(Party.UNKNOWN, Party.UNKNOWN);

    Parties withCaller(Party other) {
        return new Parties(other, callee);
    }

    Parties withCallee(Party other) {
        return new Parties(caller, other);
    }

    Parties swapped() {
        return new Parties(callee, caller);
    }
}
