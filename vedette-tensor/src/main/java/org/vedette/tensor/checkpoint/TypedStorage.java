package org.vedette.tensor.checkpoint;

/**
 * A storage as a pickle names it.
 *
 * @param type null for {@code torch.storage.UntypedStorage}, whose tensors carry the type
 */
record TypedStorage(Storage storage, ElementType type) {}
