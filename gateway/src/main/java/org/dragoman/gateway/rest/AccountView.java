package org.dragoman.gateway.rest;

import java.util.List;

/// An account as REST shows it.
public record AccountView(
        @Meaning("What it is called by, and the name it logs in with.") String number,
        @Meaning("What those whom it calls are shown; empty where it has none.") String name,
        @Meaning("By which it may log in: sip, webrtc, h323, rtmp.") List<String> protocols,
        @Meaning("The numbers it may call beside those of other accounts.") List<String> mayCall,
        @Meaning("Where it can be called now, the device it likes best first.")
                List<DeviceView> devices) {

    /// A phone that is registered, or a page that is logged in.
    public record DeviceView(
            @Meaning("sip, webrtc, h323 or rtmp.") String protocol,
            @Meaning("What it is recognized by: transport, address, product.") String description,
            @Meaning(value = "Since when, in UTC.", format = "date-time") String since,
            @Meaning(
                            "Until when the registration holds, in UTC; empty where it holds as"
                                    + " long as the connection.")
                    String expires) {}
}
