package org.dragoman.sip.net;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.sip.message.SipMessage;

/// Reads a message from its octets, as the stack does with what comes in.
public final class MessageReader {
    private MessageReader() {}

    /// - Errors: it is no SIP message.
    public static SipMessage read(byte[] octets) throws PeerFault {
        try {
            var message = new StringMsgParser().parseSIPMessage(octets, true, false, null);
            if (message instanceof SIPRequest request) {
                return Wire.request(request);
            }
            if (message instanceof SIPResponse response) {
                return Wire.response(response);
            }
            throw new PeerFault.Malformed(PeerFault.Scope.MESSAGE, "neither request nor response");
        } catch (ParseException | RuntimeException unreadable) { // the parser lets some through
            throw new PeerFault.Malformed(
                    PeerFault.Scope.MESSAGE, "unreadable: " + Kind.of(unreadable));
        }
    }
}
