package org.dragoman.asn1.per;

/// Bytes that are not what the schema and X.691 allow. Says where and which rule is broken.
///
/// The path is put together only while the fault travels up, so decoding pays nothing for it.
public final class MalformedPdu extends Exception {
    private static final long serialVersionUID = 1L;

    private final int bitOffset;
    private final String rule;
    private final StringBuilder path = new StringBuilder();

    MalformedPdu(int bitOffset, String rule) {
        super(null, null, false, false);
        this.bitOffset = bitOffset;
        this.rule = rule;
    }

    /// Called by generated code: the fault happened inside this component or type.
    public MalformedPdu within(String name) {
        if (name.isEmpty()) {
            return this; // in the type itself, not in a component
        }
        boolean needsDot = !path.isEmpty() && path.charAt(0) != '[';
        path.insert(0, needsDot ? name + "." : name);
        return this;
    }

    /// Called by list decoding: the fault happened inside the element at this index.
    MalformedPdu at(int index) {
        return within("[" + index + "]");
    }

    /// The field in the words of the schema, for example
    /// `H323-UserInformation.h323-uu-pdu.h323-message-body.setup.sourceAddress[0].dialedDigits`.
    public String path() {
        return path.toString();
    }

    /// Bits from the start of the PDU to where decoding stopped.
    public int bitOffset() {
        return bitOffset;
    }

    /// The rule broken, with the clause of X.691, or the limit of this decoder that was reached.
    public String rule() {
        return rule;
    }

    @Override
    public String getMessage() {
        return path + ": bit " + bitOffset + ": " + rule;
    }
}
