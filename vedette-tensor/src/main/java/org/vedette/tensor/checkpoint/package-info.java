/**
 * Checkpoints as plain data: PyTorch's zip and legacy files, Detectron2's pickles and safetensors
 * are read into {@link org.vedette.tensor.checkpoint.HostTensor}s and Python values, and written
 * from them, without libtorch.
 */
package org.vedette.tensor.checkpoint;
