package org.dragoman.sip.net;

import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.parser.URLParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipMessage;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// Turns the stack's messages into ours and back.
final class Wire {
    // what the stack itself works with, and so must understand; all else passes as text
    private static final Set<String> UNDERSTOOD =
            Set.of("from", "to", "call-id", "cseq", "max-forwards", "contact", "route");
    // the transport's own; protocol logic never sees them
    private static final Set<String> OF_TRANSPORT = Set.of("via", "content-length", "content-type");
    private static final int HEADERS = 200;

    private Wire() {}

    static SipRequest request(SIPRequest message) {
        return new SipRequest(
                message.getMethod(),
                message.getRequestURI().toString(),
                headers(message),
                body(message));
    }

    static SipResponse response(SIPResponse message) {
        var phrase = Optional.ofNullable(message.getReasonPhrase()).orElse("");
        return new SipResponse(
                message.getStatusCode(), phrase, "", headers(message), body(message));
    }

    private static Headers headers(SIPMessage message) {
        var all = new ArrayList<Headers.Header>();
        for (var each = message.getHeaders(); each.hasNext() && all.size() < HEADERS; ) {
            var header = each.next();
            if (header instanceof SIPHeaderList<?> list) {
                list.forEach(one -> add(all, one));
            } else {
                add(all, header);
            }
        }
        for (var each = message.getUnrecognizedHeaders();
                each.hasNext() && all.size() < HEADERS; ) {
            add(all, each.next());
        }
        return new Headers(all);
    }

    private static void add(ArrayList<Headers.Header> all, SIPHeader header) {
        if (!OF_TRANSPORT.contains(header.getHeaderName().toLowerCase(Locale.ROOT))) {
            add(all, header.encode());
        }
    }

    private static void add(ArrayList<Headers.Header> all, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            var name = line.substring(0, colon).strip();
            all.add(new Headers.Header(longName(name), line.substring(colon + 1).strip()));
        }
    }

    // compact forms the stack does not know by itself
    private static String longName(String name) {
        return switch (name) {
            case "x" -> "Session-Expires"; // RFC 4028 §4
            case "k" -> "Supported"; // RFC 3261 §20.37
            case "r" -> "Refer-To"; // RFC 3515 §2.1; one too many
            default -> name;
        };
    }

    private static Optional<Body> body(SIPMessage message) {
        byte[] content = message.getRawContent();
        if (content == null || content.length == 0) {
            return Optional.empty();
        }
        var type = message.getContentTypeHeader();
        var name =
                type == null
                        ? Body.SDP // RFC 3261 §20.15 demands it; leaving it out is seen in the
                        // field
                        : type.toString().substring(type.toString().indexOf(':') + 1).strip();
        return Optional.of(new Body(name, new String(content, StandardCharsets.UTF_8)));
    }

    /// - Errors: ParseException when something a peer gave us (its Contact, a proxy's route) cannot
    ///   be sent to.
    static SIPRequest request(SipRequest request, Via via, String product) throws ParseException {
        var message = new SIPRequest();
        message.setMethod(request.method());
        message.setRequestURI(new URLParser(request.uri()).parse());
        message.addHeader(via);
        copy(request, message);
        message.addHeader(text("User-Agent", product));
        if (!request.headers().has("Max-Forwards")) {
            message.addHeader(parsed("Max-Forwards", "70"));
        }
        body(request, message);
        return message;
    }

    static SIPResponse response(SIPRequest request, SipResponse response, String product)
            throws ParseException {
        var message = request.createResponse(response.status(), response.phrase());
        if (!response.toTag().isEmpty() && request.getToTag() == null && response.status() > 100) {
            message.setToTag(response.toTag());
        }
        copy(response, message);
        message.addHeader(text("Server", product));
        body(response, message);
        return message;
    }

    private static void copy(SipMessage from, SIPMessage to) throws ParseException {
        for (var header : from.headers().all()) {
            boolean understood = UNDERSTOOD.contains(header.name().toLowerCase(Locale.ROOT));
            to.addHeader(
                    understood
                            ? parsed(header.name(), header.value())
                            : text(header.name(), header.value()));
        }
    }

    static void add(SIPMessage to, Headers headers) throws ParseException {
        for (var header : headers.all()) {
            to.addHeader(text(header.name(), header.value()));
        }
    }

    private static SIPHeader parsed(String name, String value) throws ParseException {
        var header = StringMsgParser.parseSIPHeader(name + ": " + value);
        return header instanceof SIPHeaderList<?> list ? (SIPHeader) list.getFirst() : header;
    }

    private static SIPHeader text(String name, String value) {
        var header = new ExtensionHeaderImpl(name);
        boolean broken = value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0;
        header.setValue(broken ? value.replaceAll("[\r\n]+", " ") : value);
        return header;
    }

    private static void body(SipMessage from, SIPMessage to) throws ParseException {
        if (from.body().isPresent()) {
            var body = from.body().get();
            int slash = body.type().indexOf('/');
            to.setMessageContent(
                    body.type().substring(0, slash),
                    body.type().substring(slash + 1),
                    body.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    static Via via(String host, int port, String transport) throws ParseException {
        var via = new Via();
        via.setHost(host);
        try {
            via.setPort(port);
        } catch (InvalidArgumentException e) {
            throw new IllegalStateException("a listening port is a port", e);
        }
        via.setTransport(transport);
        if (transport.equalsIgnoreCase("udp")) {
            via.setParameter("rport", null); // RFC 3581 §3
        }
        return via;
    }
}
