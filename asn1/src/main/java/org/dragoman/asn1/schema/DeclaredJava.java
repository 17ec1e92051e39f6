package org.dragoman.asn1.schema;

/// Writes a declared type of any kind, with what is nested in it.
final class DeclaredJava {
    private final UseCode code;
    private final JavaFile file;

    DeclaredJava(UseCode code) {
        this.code = code;
        file = code.file();
    }

    void write(Model.Declared type) {
        switch (type) {
            case Model.SequenceType sequence -> sequence(sequence);
            case Model.ChoiceType choice -> {
                comment(choice.asnName(), choice.place());
                new ChoiceJava(choice, code, this).write();
            }
            case Model.EnumeratedType enumerated -> {
                comment(enumerated.asnName(), enumerated.place());
                new EnumeratedJava(enumerated, file).write();
            }
        }
    }

    private void comment(String asnName, Place place) {
        file.line("/// {@code " + asnName + "}, " + place + ".");
    }

    private void sequence(Model.SequenceType type) {
        var record = new SequenceJava(type, code);
        var codec = new SequenceCodecJava(type, record, code);
        comment(type.asnName(), type.place());
        file.line("public " + record.header() + " {");
        record.constructors();
        codec.decoder("public ", "decode");
        file.line("public void encode(" + file.per("PerWriter") + " out) {");
        codec.encodeBody();
        file.line("}").blank();
        if (type.name().isTopLevel()) {
            entry(file, record.simpleName(), type.asnName(), "public ");
        }
        record.describe();
        if (record.hasBuilder()) {
            new BuilderJava(record, type, code).write();
        }
        type.nested().forEach(this::write);
        file.line("}");
    }

    /// `fromPer` and `toPer`; {@code access} is `public ` in a record, `default ` in an interface.
    static void entry(JavaFile file, String name, String asnName, String access) {
        String octets = file.per("Octets");
        for (String source : new String[] {"byte[]", octets}) {
            file.line("/// Reads one PDU; octets after its end are ignored.");
            file.line(
                    "%sstatic %s fromPer(%s pdu) throws %s {"
                            .formatted(
                                    access.startsWith("default") ? "" : access,
                                    name,
                                    source,
                                    file.per("MalformedPdu")));
            file.line("try {");
            file.line("return decode(new " + file.per("PerReader") + "(pdu));");
            file.line("} catch (" + file.per("MalformedPdu") + " e) {");
            file.line("throw e.within(\"" + asnName + "\");").line("}").line("}").blank();
        }
        file.line("/// This as one PDU.").line(access + "byte[] toPer() {");
        file.line("var out = new " + file.per("PerWriter") + "();");
        file.line("encode(out);").line("return out.toByteArray();").line("}").blank();
        file.line("/// This as one PDU, to be carried in an OCTET STRING or open type.");
        file.line(access + octets + " toPerOctets() {");
        file.line("return " + octets + ".of(toPer());").line("}").blank();
    }
}
