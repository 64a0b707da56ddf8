package duet.models.card;

import java.nio.file.Path;

/**
 * A model file on this disk with its card.
 *
 * @param sha256 of the file, lower-case hex; goes into the provenance of every reading
 */
public record InstalledModel(ModelCard card, Path file, String sha256) {}
