package org.vedette.data.voc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;

/**
 * An element of a small XML file, with its line. Document types and entities other than the five of
 * XML itself are not read: a file of annotations has no business with other files.
 */
final class XmlElement {
  private static final int DEEPEST = 50;
  private static final XMLInputFactory FACTORY = factory();

  private final Path file;
  private final int line;
  private final String name;
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private XmlElement(Path file, int line, String name) {
    this.file = file;
    this.line = line;
    this.name = name;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /**
   * The outermost element of a file.
   *
   * @throws DataException when the file is missing or no XML
   */
  static XmlElement read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = FACTORY.createXMLStreamReader(in);
      try {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
          // Comments and the like before the first element.
        }
        XmlElement root = read(file, xml, 0);
        while (xml.hasNext()) {
          xml.next();
        }
        return root;
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      throw new DataException(file + ":" + line + ": not valid XML: " + reason(e), e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  /** The parser's message without the place and the label before it. */
  private static String reason(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int label = message.indexOf("Message: ");
    return (label < 0 ? message : message.substring(label + "Message: ".length())).strip();
  }

  private static XmlElement read(Path file, XMLStreamReader xml, int depth)
      throws XMLStreamException {
    XmlElement element =
        new XmlElement(file, xml.getLocation().getLineNumber(), xml.getLocalName());
    if (depth > DEEPEST) {
      throw element.error("elements are nested more than " + DEEPEST + " deep");
    }
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> element.children.add(read(file, xml, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            element.text.append(xml.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw element.error("the entity '" + xml.getLocalName() + "' is not read");
        case XMLStreamConstants.END_ELEMENT -> {
          return element;
        }
        default -> {
          // Comments and processing instructions.
        }
      }
    }
  }

  /** The element's name. */
  String name() {
    return name;
  }

  /** The first child of a name, or null. */
  XmlElement find(String child) {
    return children.stream().filter(c -> c.name.equals(child)).findFirst().orElse(null);
  }

  /** The first child of a name. */
  XmlElement require(String child) {
    XmlElement found = find(child);
    if (found == null) {
      throw error("<" + name + "> lacks <" + child + ">");
    }
    return found;
  }

  /** All children of a name. */
  List<XmlElement> all(String child) {
    return children.stream().filter(c -> c.name.equals(child)).toList();
  }

  /** The text without space around it. */
  String text() {
    return text.toString().strip();
  }

  /** The text as a number. */
  double number() {
    try {
      double value = Double.parseDouble(text());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told of below, with the place.
    }
    throw error("<" + name + ">: expected a number, got '" + text() + "'");
  }

  /** An error about this element. */
  DataException error(String message) {
    return new DataException(file + ":" + line + ": " + message);
  }
}
