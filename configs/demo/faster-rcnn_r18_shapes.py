# Faster R-CNN on a small ResNet-18 pyramid that learns drawn shapes from nothing.
# Draw the pictures with 'vedette demo' first, or set data_root to a COCO dataset of your own.
_base_ = './mask-rcnn_r18_shapes.py'

model = dict(
    type='FasterRCNN',
    roi_head=dict(mask_roi_extractor=None, mask_head=None))
val_evaluator = dict(metric='bbox')
test_evaluator = val_evaluator
work_dir = 'work_dirs/demo/faster_rcnn'
