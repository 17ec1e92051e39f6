package org.dragoman.gateway.agi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.Dialled;
import org.dragoman.core.route.RouteQuery;

/// What a script is told of the call before its first command.
///
/// - Source: Asterisk 22, res_agi.c setup_env.
final class AgiEnvironment {
    /// The AGI that is spoken: scripts tell by it whether Dial has commas.
    private static final String VERSION = "22.0.0";

    private static final int RESTRICTED = 0x20; // Q.931 presentation, octet 3a, bits 7 and 6
    private static final int NOT_AVAILABLE = 0x43; // and by the network

    private AgiEnvironment() {}

    static String channel(String call, RouteQuery query) {
        var protocol = query.protocol().isEmpty() ? "Call" : query.protocol();
        return protocol.toUpperCase(Locale.ROOT) + "/" + query.ingress() + "-" + call;
    }

    static String text(AgiConfig config, String call, RouteQuery query) {
        var lines = new ArrayList<String>();
        if (!config.isProgram()) {
            lines.add("agi_network: yes");
            lines.add("agi_network_script: " + script(config));
        }
        lines.addAll(ofCall(config, call, query));
        for (int i = 0; i < config.arguments().size(); i++) {
            lines.add("agi_arg_" + (i + 1) + ": " + config.arguments().get(i));
        }
        var text = new StringBuilder();
        lines.forEach(l -> text.append(AgiVariables.oneLine(l)).append('\n'));
        return text.append('\n').toString();
    }

    private static String script(AgiConfig config) {
        var url = config.url();
        var path = url.getRawPath() == null ? "" : url.getRawPath();
        var name = path.startsWith("/") ? path.substring(1) : path;
        return url.getRawQuery() == null ? name : name + "?" + url.getRawQuery();
    }

    private static List<String> ofCall(AgiConfig config, String call, RouteQuery query) {
        var from = query.request().from();
        var number = Dialled.of(query.request().to());
        return List.of(
                "agi_request: " + (config.isProgram() ? config.url().getPath() : config.url()),
                "agi_channel: " + channel(call, query),
                "agi_language: en",
                "agi_type: " + query.protocol().toUpperCase(Locale.ROOT),
                "agi_uniqueid: " + call,
                "agi_version: " + VERSION,
                "agi_callerid: " + orUnknown(Dialled.of(from)),
                "agi_calleridname: " + orUnknown(from.displayName().orElse("")),
                "agi_callingpres: " + presentation(from),
                "agi_callingani2: 0",
                "agi_callington: " + type(from),
                "agi_callingtns: 0",
                "agi_dnid: " + orUnknown(number),
                "agi_rdnis: "
                        + orUnknown(AgiVariables.redirecting(query).map(Dialled::of).orElse("")),
                "agi_context: " + query.ingress(),
                "agi_extension: " + number,
                "agi_priority: 1",
                "agi_enhanced: 0.0",
                "agi_accountcode: " + query.account().orElse(""),
                "agi_threadid: " + Thread.currentThread().threadId());
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? "unknown" : text;
    }

    private static int presentation(Party party) {
        return switch (party.presentation()) {
            case ALLOWED -> 0;
            case RESTRICTED -> RESTRICTED;
            case NOT_AVAILABLE -> NOT_AVAILABLE;
        };
    }

    /// Octet 3 of Q.931 §4.5.10: type and plan of the number.
    private static int type(Party party) {
        var type = party.number().map(TelephoneNumber::type).orElse(TelephoneNumber.Type.UNKNOWN);
        return switch (type) {
            case INTERNATIONAL -> 0x11;
            case NATIONAL -> 0x21;
            case NETWORK_SPECIFIC -> 0x31;
            case SUBSCRIBER -> 0x41;
            case UNKNOWN, ABBREVIATED -> 0;
        };
    }
}
