/**
 * Plans: forward passes in inference that run as rows of oneDNN primitives instead of layer by
 * layer. {@link org.vedette.tensor.plan.PlannedForward} is where a network comes in; layers tell
 * {@link org.vedette.tensor.plan.PlanTrace} what they do in terms of {@link
 * org.vedette.tensor.plan.PlanOp}. docs/architecture.md has the whole of it.
 */
package org.vedette.tensor.plan;
