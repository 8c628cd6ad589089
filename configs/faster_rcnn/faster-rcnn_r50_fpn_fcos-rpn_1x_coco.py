_base_ = './faster-rcnn_r50_fpn_1x_coco.py'

model = dict(
    neck=dict(
        start_level=1,
        add_extra_convs='on_output',
        relu_before_extra_convs=True),
    rpn_head=dict(
        _delete_=True,
        type='FCOSHead',
        num_classes=1,
        in_channels=256,
        feat_channels=256,
        stacked_convs=4,
        strides=[8, 16, 32, 64, 128],
        loss_cls=dict(
            type='FocalLoss', use_sigmoid=True, gamma=2.0, alpha=0.25,
            loss_weight=1.0),
        loss_bbox=dict(type='IoULoss', loss_weight=1.0),
        loss_centerness=dict(
            type='CrossEntropyLoss', use_sigmoid=True, loss_weight=1.0)),
    roi_head=dict(
        bbox_roi_extractor=dict(featmap_strides=[8, 16, 32, 64, 128])))

param_scheduler = [
    # A rate that rises faster makes the losses NaN.
    dict(
        type='LinearLR', by_epoch=False, begin=0, end=1000,
        start_factor=0.001),
    dict(
        type='MultiStepLR', by_epoch=True, begin=0, end=12,
        milestones=[8, 11], gamma=0.1),
]
