// SPDX-License-Identifier: Apache-2.0
package io.github.lotteryrl.examples.report;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Looks into a page, which has to be well-formed XML for that. */
public final class Pages {

    private Pages() {}

    /** Returns the page as a document. */
    public static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    /** Returns the text of each element of a name, in their order. */
    public static List<String> texts(Document page, String tag) {
        return elements(page.getDocumentElement(), tag).stream()
                .map(Node::getTextContent)
                .toList();
    }

    private static List<Element> elements(Element parent, String tag) {
        final NodeList nodes = parent.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }

    /** Returns the rows of the first table with a caption, that of the headers first. */
    public static List<List<String>> table(Document page, String caption) {
        return elements(page.getDocumentElement(), "table").stream()
                .filter(table ->
                        elements(table, "caption").get(0).getTextContent().equals(caption))
                .findFirst()
                .map(table -> elements(table, "tr").stream().map(Pages::cells).toList())
                .orElseThrow(() -> new AssertionError("no table '" + caption + "'"));
    }

    private static List<String> cells(Element row) {
        return IntStream.range(0, row.getChildNodes().getLength())
                .mapToObj(row.getChildNodes()::item)
                .filter(Element.class::isInstance)
                .map(Node::getTextContent)
                .toList();
    }

    /** Returns the row of a table whose header is this. */
    public static List<String> row(Document page, String caption, String header) {
        return table(page, caption).stream()
                .filter(row -> row.get(0).equals(header))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row '" + header + "' in table '" + caption + "'"));
    }
}
