package org.dragoman.sip.net;

import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.parser.HeaderParser;
import gov.nist.javax.sip.parser.ParserFactory;
import java.util.List;

/// Reads a header as plain text. JAIN-SIP takes every header it knows to pieces; those that it does
/// not work with itself reach the protocol logic as text all the same, which takes them apart where
/// it needs them.
public final class PlainHeader extends HeaderParser {
    private static final List<String> NAMES =
            List.of(
                    "Accept",
                    "Allow",
                    "Date",
                    "Organization",
                    "P-Asserted-Identity",
                    "Privacy",
                    "r", // Refer-To
                    "Reason",
                    "Refer-To",
                    "Replaces",
                    "Server",
                    "Session-Expires",
                    "Supported",
                    "User-Agent");

    private final String line;

    /// Called by the stack, which finds this class by its name.
    public PlainHeader(String line) {
        super(line);
        this.line = line;
    }

    /// Has the stack read these headers so. It keeps its parsers for all its instances.
    static void register() {
        NAMES.forEach(name -> ParserFactory.addToParserTable(name, PlainHeader.class));
    }

    @Override
    public SIPHeader parse() {
        int colon = line.indexOf(':'); // there is one, or the stack would not have come here
        var header = new ExtensionHeaderImpl(line.substring(0, colon).strip());
        header.setValue(line.substring(colon + 1).strip());
        return header;
    }
}
