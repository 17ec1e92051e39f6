package org.dragoman.rtmp.dialect;

import java.util.regex.Pattern;

/// Clients name whom they call by a SIP address or by its user alone; the gateway's dial plan
/// wants the user.
final class SipAddress {
    private static final Pattern FORM =
            Pattern.compile("(?:\"[^\"]*\"\\s*)?<?(?:sips?:|tel:)?([^@;>\\s]*)[^>]*>?");

    private SipAddress() {}

    /// The user part; of a number, without the plus sign and what people write between digits.
    static String user(String address) {
        var matcher = FORM.matcher(address.strip());
        String user = matcher.matches() ? matcher.group(1) : address;
        String plain = user.replaceAll("[ ().-]", "");
        return plain.startsWith("+") ? plain.substring(1) : plain;
    }
}
