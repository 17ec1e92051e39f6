package org.dragoman.tests.peer;

/// What SIPp takes out of a message that it receives, or demands of it, as XML of its scenarios.
final class SippNotes {
    /// Where the other side wants its sound, for the phone beside SIPp.
    static final String MEDIA =
            """
                <ereg regexp="m=audio +([0-9]+)" search_in="body" check_it="false" assign_to="all,media_port"/>
                <ereg regexp="c=IN IP4 +([0-9.]+)" search_in="body" check_it="false" assign_to="all,media_address"/>
                <exec command="[media_script] '[$media_address]' '[$media_port]'"/>
            """;

    /// The number of a reliable response (RFC 3262).
    static final String NUMBER =
            """
                <ereg regexp="[0-9]+" search_in="hdr" header="RSeq:" check_it="true" assign_to="rseq"/>
            """;

    static final String REASON =
            """
                <ereg regexp=".*" search_in="hdr" header="Reason:" check_it="false" assign_to="reason"/>
                <exec command="[reason_script] '[$reason]'"/>
            """;

    /// Who the dialog is between.
    static final String DIALOG =
            """
                <ereg regexp=".*" search_in="hdr" header="From:" check_it="true" assign_to="caller"/>
                <ereg regexp=".*" search_in="hdr" header="To:" check_it="true" assign_to="callee"/>
            """;

    /// It asks for a whole picture (RFC 5168).
    static final String PICTURE_REQUEST = must("picture_fast_update", "body");

    private SippNotes() {}

    /// A message without these words is a mistake.
    ///
    /// - {@code words}: a regular expression.
    /// - {@code where}: body, or msg for all of it.
    static String must(String words, String where) {
        return "<ereg regexp=\"%s\" search_in=\"%s\" check_it=\"true\" assign_to=\"all\"/>%n"
                .formatted(words, where);
    }
}
